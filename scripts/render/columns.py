"""What the downloads hold, column by column: the one table behind the files, their schemas and the data dictionary."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from render.words import MARKS, STATES
from urrbmi.values import OWN_STATES

#: what a row of a table holds, by the names of its columns
Cell = str | int | float | None
Row = dict[str, Cell]


@dataclass(frozen=True)
class Column:
    """One column: its name, its type (of Frictionless Table Schema), its title, and what stands in it."""

    name: str
    type: str
    title: str
    meaning: str
    options: tuple[str, ...] = ()
    required: bool = False
    refers: str = ""  # the table whose key of the same name it holds

    def schema(self) -> dict[str, Any]:
        """The column as a field of a Frictionless table schema."""
        field: dict[str, Any] = {"name": self.name, "type": self.type, "title": self.title, "description": self.meaning}
        if self.type == "boolean":
            field |= {"trueValues": ["yes"], "falseValues": ["no"]}
        constraints: dict[str, Any] = {}
        if self.required:
            constraints["required"] = True
        if self.options:
            constraints["enum"] = list(self.options)
        return field | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True)
class Sheet:
    """One table: a CSV file, and a table of the database. `key` are the columns that no two rows have alike."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def typed(self) -> tuple[Column, ...]:
        """The columns where every column has one type: beside a value, which may be a text, stands its plain number."""
        return tuple(
            one for column in self.columns for one in ((column, NUMBER) if column.name == "value" else (column,))
        )


_PLACE = (
    Column("place_code", "string", "地区代码", "GB/T 2260 行政区划代码，六位。", required=True, refers="places"),
    Column("place", "string", "地区", "省或市的名称。", required=True),
)
_ITEM = (
    Column("item", "string", "项目编号", "可以比较的项目，编号发布后不再变，见项目表。", required=True, refers="items"),
    Column("item_name", "string", "项目", "项目的正式名称。", required=True),
    Column(
        "dimensions",
        "string",
        "条件",
        "这个数适用的条件，如 facility=class_1;location=referred；一个条件有几个取值用 | 隔开；空着就是不分条件。",
    ),
)
_UNIT = Column("unit", "string", "单位", "见单位表。", required=True)
_DOCUMENT = Column("document", "string", "文件", "文号。", refers="documents")
_LOCATOR = Column("locator", "string", "哪一条", "在文件里的位置，如 二·表。")
_VERSION = Column("data_version", "string", "数据版本", "全部数据的版本，每一行都一样；见 releases/。", required=True)
_BASES = ("express", "inferred")
#: only where a column has one type: Parquet and SQLite
NUMBER = Column("number", "number", "数", "数值是一个普通的数时，就是这个数；界限、文字、空着的没有。")
VALUE = "按单位写的数：元、0.6（60%）、0.05（5个百分点）、日、月、年；只知界限的写 >=200；规则写文字；是否写 yes、no。"

FACTS = Sheet(
    "facts",
    "数值",
    "每份文件给出的每个数值，一行一个；只是重复别处数值的条款没有行。",
    (
        *_PLACE,
        *_ITEM,
        Column("from", "date", "起始日", "从哪天起；空着是原文没有写明。"),
        Column("to", "date", "截止日", "到哪天止（含当天）；空着是没有写明期限，后来收录的文件也没有改。"),
        Column(
            "basis",
            "string",
            "起始日的依据",
            "express：原文写明；inferred：推定。起始日空着的（如 YQ-04）一律是 inferred：原文没有写从哪天起。",
            _BASES,
            True,
        ),
        Column("year", "integer", "年度", "只属于一个年度的数（缴费、财政补助等）才有。"),
        Column("value", "string", "数值", VALUE + "已取消、不适用的空着。"),
        _UNIT,
        Column("state", "string", "状态", "文件怎样说的，见状态表。", ("stated", *OWN_STATES), True),
        _DOCUMENT,
        _LOCATOR,
        Column(
            "provision",
            "string",
            "条款",
            "条款编号，对应 coverage.csv；也是文件页上的锚点。",
            required=True,
            refers="coverage",
        ),
        Column("to_basis", "string", "截止日的依据", "express：原文写明；inferred：推定。", _BASES),
        Column("ended_by", "string", "由哪条接替", "使这个数不再有效的条款编号。"),
        Column("arithmetic", "string", "算式", "推算出来的数的算式，如 640 - 30。"),
        Column("sources", "string", "所据条款", "推算所用的条款编号，用 ; 隔开。"),
        Column(
            "readings",
            "string",
            "理解",
            "涉及的理解的编号，用 ; 隔开。填了的行，这个数怎样得来、怎样用，原文没有明说，是我们的理解："
            "怎样理解、另一种理解会差多少，见 methods/#编号（如 methods/#A13）。",
        ),
        Column("evidence", "string", "原文摘句", "条款的原文摘句，几处之间用……隔开。"),
        _VERSION,
    ),
)
CELLS = Sheet(
    "cells",
    "对照表",
    "各市、各项目、各条件、各年实际适用的值；一年里变了的，每一段一行；没有收录的也有行，值空着。",
    (
        *_PLACE,
        *_ITEM,
        Column("year", "integer", "年", "公历年。", required=True),
        Column("from", "date", "从", "这一段在这一年里的第一天。", required=True),
        Column("to", "date", "到", "这一段在这一年里的最后一天。", required=True),
        Column("value", "string", "数值", VALUE + "未收录、已取消、不适用的空着。"),
        _UNIT,
        Column("state", "string", "状态", "见状态表。", tuple(state for state in STATES if state not in MARKS), True),
        Column("continued", "boolean", "是否沿用", "yes：以前写明、没有写期限，推定继续有效。", required=True),
        Column("document", "string", "文件", "文号；未收录的空着。"),
        _LOCATOR,
        Column("provision", "string", "条款", "条款编号，对应 facts.csv；未收录的空着。", refers="coverage"),
        Column("sources", "string", "所据条款", "推算出来的数，推算所用的条款编号，用 ; 隔开。"),
        Column("readings", "string", "理解", "所据理解的编号，用 ; 隔开，见 methods/#编号。"),
        _VERSION,
    ),
    key=("place_code", "item", "dimensions", "year", "from"),
)
COVERAGE = Sheet(
    "coverage",
    "条款",
    "每份文件的每一条，一条不漏：怎样处理的，关系到哪些项目。",
    (
        Column("provision", "string", "条款", "条款编号。", required=True),
        Column("document", "string", "文件", "文号。", required=True, refers="documents"),
        Column("locator", "string", "哪一条", "在文件里的位置。", required=True),
        Column(
            "handled",
            "string",
            "处理",
            "value：有数值；rule：规则；narrative：说明。",
            ("value", "rule", "narrative"),
            True,
        ),
        Column("items", "string", "项目", "关系到的项目编号，用 ; 隔开。"),
        Column("repeats", "string", "重复", "只是重复了哪些条款的数值，用 ; 隔开。"),
        Column("summary", "string", "摘要", "我们用自己的话写的一句。", required=True),
        _VERSION,
    ),
    key=("provision",),
)
DOCUMENTS = Sheet(
    "documents",
    "文件",
    "收录的政策文件，一份一行。",
    (
        Column("document", "string", "文件", "文号。", required=True),
        Column("title", "string", "标题", "文件的标题。", required=True),
        Column("issuers", "string", "发文机关", "用 ; 隔开。", required=True),
        *_PLACE,
        Column("issued", "date", "成文日期", "落款的日期；空着是没有写明。"),
        Column("issued_basis", "string", "成文日期的依据", "express：原文写明；inferred：推定。", _BASES, True),
        Column("published", "date", "公布日期", "在网上公布的日期；空着是不知道。"),
        Column("from", "date", "起始日", "文件从哪天起执行；空着是没有写明。"),
        Column("to", "date", "截止日", "文件到哪天止（含当天）；空着是没有写明期限。"),
        Column("forwards", "string", "转发", "转发的是哪份文件。"),
        Column("cites", "string", "引用", "引用了哪些文件，用 ; 隔开，没有收录的也在内。"),
        Column("page", "string", "网页", "在本站的哪一页。", required=True),
        _VERSION,
    ),
    key=("document",),
)
PLACES = Sheet(
    "places",
    "地区",
    "省、市、县，一处一行。",
    (
        Column("place_code", "string", "地区代码", "GB/T 2260 行政区划代码，六位。", required=True),
        Column("place", "string", "地区", "名称；两个市各有一个城区，靠代码分。", required=True),
        Column(
            "kind", "string", "级别", "province：省；city：市；county：县、区。", ("province", "city", "county"), True
        ),
        Column("parent", "string", "上级", "所属省、市的代码。"),
        Column("page", "string", "网页", "在本站的哪一页；只有市有。"),
        _VERSION,
    ),
    key=("place_code",),
)
ITEMS = Sheet(
    "items",
    "项目",
    "可以比较的项目，一项一行；还没有文件给出数值的也在内。",
    (
        Column("item", "string", "项目编号", "编号发布后不再变。", required=True),
        Column("item_name", "string", "项目", "项目的正式名称。", required=True),
        Column("plain", "string", "通俗说法", "人们平常怎么说。", required=True),
        Column("section", "string", "分组", "编号，如 inpatient。", required=True),
        _UNIT,
        Column("dimensions", "string", "条件", "按哪些条件分，用 ; 隔开；空着就是不分。"),
        Column("year_bound", "boolean", "逐年确定", "yes：一年一定，不能沿用到下一年。", required=True),
        Column("meaning", "string", "含义", "一句解释。", required=True),
        Column("page", "string", "网页", "在本站的哪一页；没有数值的没有页。"),
        _VERSION,
    ),
    key=("item",),
)
READINGS = Sheet(
    "readings",
    "理解",
    "原文有歧义的地方本站怎样理解，一处一行。",
    (
        Column("reading", "string", "编号", "发布后不再变；也是 methods/ 页上的锚点。", required=True),
        Column("question", "string", "问题", "有歧义的是什么。", required=True),
        Column("taken", "string", "采用的理解", "本站怎样理解。", required=True),
        Column("otherwise", "string", "另一种理解", "换一种理解会怎样。", required=True),
        Column("stake", "string", "相差多少", "两种理解差多少钱。", required=True),
        Column(
            "certainty",
            "string",
            "把握",
            "settled：已有定论；likely：有依据支持；open：凭收录的文件定不下来。",
            ("settled", "likely", "open"),
            True,
        ),
        Column("provisions", "string", "条款", "涉及的条款编号，用 ; 隔开。"),
        Column("items", "string", "项目", "涉及的项目编号，用 ; 隔开。"),
        _VERSION,
    ),
    key=("reading",),
)
_YUAN = "元；算不出来的空着。"
STANDARD_CASES = Sheet(
    "standard_cases",
    "标准案例",
    "同样的费用在各市各年怎么付，由计算程序按当年最后一天的规定结算；算不出来的也有行，写明缺什么。",
    (
        Column("case", "string", "案例编号", "也是网址的一部分：cases/编号/。", required=True),
        Column("case_name", "string", "案例", "是什么费用。", required=True),
        *_PLACE,
        Column("year", "integer", "年", "公历年。", required=True),
        Column("status", "string", "算得出来吗", "ok：算得出；unknown：缺收录的规定。", ("ok", "unknown"), True),
        Column("cost", "number", "总费用", "元。", required=True),
        Column("basic_fund", "number", "医保基金付", _YUAN),
        Column("critical_illness", "number", "大病保险付", _YUAN),
        Column("self", "number", "自己付", _YUAN),
        Column("self_share", "number", "自己付的比例", "自己付的除以总费用，取到千分位，如 0.282（28.2%）。"),
        Column("missing", "string", "缺什么", "算不出来，是因为缺哪些项目，用 ; 隔开。"),
        Column("provisions", "string", "依据的条款", "结算所依据的条款编号，用 ; 隔开；算不出来的空着。"),
        Column("readings", "string", "理解", "结算所依据的理解的编号，用 ; 隔开，见 methods/#编号。"),
        Column("otherwise", "string", "换一种理解自己付多少", "如 B8=62331.25；没有列的，数不变，或者算不出来。"),
        _VERSION,
    ),
    key=("case", "place_code", "year"),
)
#: made last, from all that has a version of its own
VERSIONS = Sheet(
    "versions",
    "各页、各文件的版本",
    "一页和它的下载文件各有自己的版本号，内容没有变，号就不变。在这里按版本号找到它从哪一版数据起就是这样。",
    (
        Column(
            "version", "string", "版本号", "写在页面末尾的“本页数据版本”，或者写在文件里的“数据版本”。", required=True
        ),
        Column(
            "kind",
            "string",
            "是什么",
            "page：页面；files：一页的下载文件；province：几个省中一个省的全部数据。",
            ("page", "files", "province"),
            True,
        ),
        Column(
            "path",
            "string",
            "在哪里",
            "页面的网址，如 items/premium/；或者文件的位置，如 data/items/premium（.csv、.xlsx、.json 三个文件）。",
            required=True,
        ),
        Column("title", "string", "名称", "页面或文件是什么。", required=True),
        Column("since", "string", "从哪一版起", "最早有它的全部数据的版本；见 releases/。", required=True),
        Column("released", "date", "哪天发布", "那一版数据发布的日子；空着是还没有发布。"),
    ),
    key=("version", "kind", "path"),
)
SHEETS = (FACTS, CELLS, COVERAGE, DOCUMENTS, PLACES, ITEMS, READINGS, STANDARD_CASES)
#: those whose rows each province writes for itself (render/large_tables.py)
LARGE = (FACTS, CELLS, COVERAGE)
#: those that are Parquet files as well
COLUMNAR = (FACTS, CELLS)
