"""What the calculator page says about spreadsheets of claims: their columns, what each kind of claim needs, an example."""

from typing import Any

from render.site import Site
from urrbmi.claims import COSTS
from urrbmi.settle import FIELDS
from urrbmi.spreadsheet import BYTE_ORDER_MARK, COLUMNS, REQUIRED, csv_text

#: where the example lies, below the folder of the calculator page
EXAMPLE = "example.csv"

KINDS = {
    "inpatient": "住院",
    "outpatient": "看门诊（普通门诊）",
    "two_diseases": "高血压、糖尿病买药（“两病”门诊用药）",
    "chronic_disease": "门诊慢特病",
    "dual_channel_drug": "“双通道”药品",
    "tcm": "中医适宜技术门诊治疗",
    "childbirth": "生孩子（住院分娩）；顺产填 facility_level，其余填 facility",
    "student_accident": "在校学生意外伤害门急诊",
    "major_disease": "重特大疾病",
    "annual_self_pay": "全年合规自付合计（只算大病保险）",
}
MEANINGS = {
    "place": "参保的市，带不带“市”都行，例如 晋中市",
    "age": "出院或就诊时几岁；空着按成年人算",
    "group": "哪一类参保人员；空着按一般居民算",
    "kind": "哪一种费用，见后面",
    "date": "哪天出院或就诊，例如 2025-03-10 或 2025/3/10",
    "facility": "医院类别",
    "location": "在哪里看病；空着按本市算",
    "disease": "病种",
    "first_batch": "是不是原首批 6 个特药：true（是）或 false（不是）",
    "mode": "怎样生的：natural 顺产，caesarean 剖宫产，complicated 有合并症、并发症",
    "facility_level": "顺产的医疗机构",
    "list": "哪一类重特大疾病",
    "assisted": "是不是医疗救助对象：true（是）或 false（不是）；空着按不是算",
    "cost": "一共多少元",
    "compliant": "一年里自己付的合规费用合计，多少元",
    "class_a": "甲类药品和项目，多少元",
    "uncovered": "目录外（自费），多少元",
}
#: the columns whose values are those of a dimension
CHOICES = {
    "group": "group",
    "facility": "facility",
    "location": "location",
    "disease": "disease",
    "facility_level": "facility_level",
    "list": "major_list",
}
EXAMPLES: tuple[dict[str, str], ...] = (
    {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "class_a": "20000", "class_b_drug": "5000"},
    {"kind": "inpatient", "date": "2025-06-01", "facility": "class_3", "location": "referred", "class_a": "8000.50"},
    {"kind": "outpatient", "date": "2025-04-02", "facility": "class_3", "class_a": "120"},
    {"kind": "two_diseases", "date": "2025-05-06", "disease": "hypertension", "class_a": "300"},
    {"kind": "annual_self_pay", "date": "2025-12-31", "compliant": "60000"},
)


def description(site: Site) -> dict[str, Any]:
    """The context for the page: columns in the core's order with their meaning, and the kinds with what they need."""
    return {
        "example": EXAMPLE,
        "required": REQUIRED,
        "columns": [{"name": name, "meaning": _meaning(name, site), "values": _values(name, site)} for name in COLUMNS],
        "kinds": [
            {
                "name": kind,
                "title": _title(kind),
                "needed": [name for name, field in fields.items() if field.required],
                "possible": [name for name, field in fields.items() if not field.required and name != "costs"],
                "by_kind": "costs" in fields,
            }
            for kind, fields in FIELDS.items()
        ],
    }


def example(site: Site) -> bytes:
    """A spreadsheet to fill in, with some rows of the first city; Excel opens it without ado."""
    place = site.cities[0]["name"]
    rows = [["" if value is None else value for value in map({"place": place, **row}.get, COLUMNS)] for row in EXAMPLES]
    return (BYTE_ORDER_MARK + csv_text([list(COLUMNS), *rows])).encode()


def _title(kind: str) -> str:
    if kind not in KINDS:
        raise LookupError(f"render/spreadsheet.py says nothing about the kind {kind}")
    return KINDS[kind]


def _meaning(name: str, site: Site) -> str:
    if name in MEANINGS:
        return MEANINGS[name]
    if name not in COSTS:
        raise LookupError(f"render/spreadsheet.py says nothing about the column {name}")
    return f"{site.option('cost', name, short=False)}，多少元"


def _values(name: str, site: Site) -> dict[str, str]:
    described = site.rules.parameters["dimensions"][CHOICES[name]]["values"] if name in CHOICES else {}
    return {value: words["name"] for value, words in described.items()}
