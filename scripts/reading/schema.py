"""The form of the files of rules/ as JSON Schemas, made from parameters.yml and readings.yml.

One description serves three: the checks of the build, completion in an editor (rules/document.schema.json), and the
error messages, which quote each part's `description`.
"""

from typing import Any

Schema = dict[str, Any]

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PROVISION = r"^[A-Z]{2,4}[0-9]{2,4}-[0-9]{2,3}$|^[A-Z]{2,4}-[0-9]{2,3}$"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def text(description: str, pattern: str | None = None, longest: int = 400) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": longest, "description": description}
    return schema | ({"pattern": pattern} if pattern else {})


def listing(items: Schema, description: str, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "description": description}


def mapping(properties: dict[str, Schema], required: list[str], description: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "description": description,
    }


def named(part: Schema, name: Schema, description: str) -> Schema:
    """A mapping whose keys are names of one's own."""
    return {"type": "object", "propertyNames": name, "additionalProperties": part, "description": description}


def address(description: str, letters: str = "a-z0-9-") -> Schema:
    """A name that becomes part of an address and of a file's name: nothing that leads elsewhere, and no name that Windows
    keeps for a device."""
    return text(description, rf"^(?!(con|prn|aux|nul|(com|lpt)[0-9])$)[{letters}]+$", 40)


def one_of(names: list[str], description: str) -> Schema:
    return {"type": "string", "enum": names, "description": description}


BASIS = one_of(["express", "inferred"], "express（文件写明）或 inferred（推定）")
DAY_TEXT = text("一天，写成 2025-01-01", DAY)


def either(plain: Schema, full: Schema, description: str) -> Schema:
    """A plain text, or a mapping or a list with more to say."""
    return {"if": {"type": full["type"]}, "then": full, "else": plain, "description": description}


BEGIN = either(
    {**text("一天，如 2025-01-01；起始日没有写明时写 unknown", DAY + "|^unknown$")},
    mapping({"day": DAY_TEXT, "basis": BASIS}, ["day", "basis"], "{day: 2025-01-01, basis: inferred}"),
    "第一天：2025-01-01，{day: 2025-01-01, basis: inferred}，或 unknown",
)


def end() -> Schema:
    return mapping(
        {
            "day": DAY_TEXT,
            "basis": BASIS,
            "by": text("使它终止的条款编号，如 SX24-26", PROVISION),
            "why": text("终止的依据，用自己的话"),
        },
        ["day", "basis"],
        "最后一天：{day: 2024-12-31, by: SX24-26, basis: inferred}",
    )


def value_schema(items: dict[str, Any], dimensions: dict[str, Any], readings: list[str]) -> Schema:
    """One value of a provision."""
    number: Schema = {"type": ["number", "string", "boolean"], "description": "数值，按 parameters.yml 的单位"}
    dimension_values = {
        name: either(
            _dimension_value(dimension),
            listing(_dimension_value(dimension), f"{dimension['name']}的列表", 1) | {"uniqueItems": True},
            f"{dimension['name']}：一个或一列",
        )
        for name, dimension in dimensions.items()
    }
    amount: Schema = {"type": "number", "description": "数，按单位：60% 写 0.6，5个百分点写 0.05"}
    return mapping(
        {
            "item": one_of(list(items), "rules/parameters.yml 里的项目"),
            "dimensions": mapping(dimension_values, [], "适用于哪些情形；不写的维度表示都适用"),
            "value": number,
            "at_least": amount,
            "at_most": amount,
            "formula": text("写成文字的算法，如 当年筹资总额×8%+20+15"),
            "state": one_of(
                ["abolished", "not_applicable", "target"],
                "abolished、not_applicable 或 target",
            ),
            "year": {"type": "integer", "minimum": 2000, "maximum": 2100, "description": "年度，如 2025"},
            "basis": BASIS,
            "from": BEGIN,
            "ends": end(),
            "derived": text("推算的算式，如 530 - 30，只用数字、% 和 + - * / ( )", r"^[0-9+\-*/().% ]+$", 80),
            "sources": listing(text("条款编号", PROVISION), "算式所依据的条款", 1),
            "fragment": {"type": "integer", "minimum": 1, "description": "依据第几段 evidence，从 1 数起"},
            "yields_to": text("与它同时有效时让位于哪个条款，如 XZ24-22", PROVISION),
            "how": text("读不出数字时，说明数值怎样来自原文"),
            "readings": listing(one_of(readings, "rules/readings.yml 里的理解"), "用到的理解"),
        },
        ["item"],
        "一个数值",
    )


def document_schema(items: dict[str, Any], dimensions: dict[str, Any], readings: list[str]) -> Schema:
    """A document file."""
    provision = mapping(
        {
            "id": text("条款编号，如 SX24-26", PROVISION, 20),
            "locator": text("在文件里的位置，如 二·1段②", longest=60),
            "kind": one_of(["rule", "narrative"], "没有数值的条款写 rule（有效力）或 narrative（叙述）"),
            "summary": text("一句话，用自己的话概括，以句号结尾，不超过 60 字", r"。$", 60),
            "evidence": either(
                text("原文里的一小段，不超过 40 字"),
                listing(text("原文里的一小段，不超过 40 字"), "几段原文", 1) | {"uniqueItems": True},
                "原文里带着这个数的最短一段（不超过 40 字），或几段的列表",
            ),
            "values": listing(value_schema(items, dimensions, readings), "这一条给出的数值", 1),
            "items": listing(one_of(list(items), "rules/parameters.yml 里的项目"), "没有数值但影响到的项目"),
            "repeats": listing(text("条款编号", PROVISION), "只是重复了哪些条款的数值"),
            "readings": listing(one_of(readings, "rules/readings.yml 里的理解"), "涉及的理解"),
        },
        ["id", "locator", "summary", "evidence"],
        "一个条款",
    )
    document = mapping(
        {
            "number": text("文号，年份两边是 〔 〕，如 晋医保发〔2024〕19号", r"^\S+〔[0-9]{4}〕[0-9]+号$", 60),
            "code": text("条款编号的前缀，如 SX24", r"^[A-Z]{2,4}[0-9]{0,4}$", 8),
            "title": text("文件标题", longest=120),
            "issuers": listing(text("发文机关", longest=60), "发文机关", 1),
            "place": text("适用的省或市，如 晋中市", longest=20),
            "issued": BEGIN,
            "published": DAY_TEXT,
            "from": BEGIN,
            "ends": end(),
            "forwards": text("所转发的已收录文件的文号", longest=60),
            "cites": listing(text("文号", longest=60), "引用而没有收录的文件"),
            "text": mapping(
                {
                    "file": text("原文文件名", r"^[A-Za-z0-9_.-]+\.txt$", 80),
                    "lines": text("在原文文件中的行，如 41-128", r"^[1-9][0-9]*-[1-9][0-9]*$", 20),
                },
                ["file", "lines"],
                "原文在哪里：{file: 名字.txt, lines: 1-40}",
            ),
            "notes": listing(text("给读者的说明", longest=200), "给读者的说明"),
            "provisions": listing(provision, "按原文顺序排列的条款", 1),
        },
        ["number", "code", "title", "issuers", "place", "issued", "from", "text", "provisions"],
        "一份文件",
    )
    return {"$schema": DRAFT, "title": "居民医保政策文件"} | document


def parameters_schema() -> Schema:
    """parameters.yml."""
    key = address("名字，用小写字母、数字和 _，不超过 40 个", "a-z0-9_")
    words = {"name": text("名称"), "short": text("简称"), "plain": text("通俗说法")}
    dimension = mapping(
        {
            "name": text("名称"),
            "values": named(mapping(words, ["name", "short"], "一个取值"), key, "取值"),
            "places": one_of(["county"], "county"),
        },
        ["name"],
        "一个维度",
    )
    item = mapping(
        {
            "name": text("正式名称"),
            "plain": text("通俗说法"),
            "aliases": listing(text("别名"), "别名"),
            "section": text("parameters.yml 的 sections 之一"),
            "unit": text("parameters.yml 的 units 之一"),
            "sign": text("数字后面的字，如 周岁"),
            "words": {"type": "object", "additionalProperties": text("说法"), "description": "写成词的数，如 0: 当日"},
            "per": text("每什么，如 次、年、人·年"),
            "dimensions": listing(text("维度"), "维度"),
            "year_bound": {"type": "boolean", "description": "true 表示逐年确定，不沿用"},
            "better": one_of(["higher", "lower", "none"], "higher、lower 或 none"),
            "not_below": text("不得低于的项目"),
            "meaning": text("一句话解释，以句号结尾", r"。$"),
        },
        ["name", "plain", "section", "unit", "better", "meaning"],
        "一个项目",
    )
    unit = mapping(
        {"name": text("名称"), "sign": {"type": "string", "description": "单位符号"}}, ["name", "sign"], "单位"
    )
    return mapping(
        {
            "units": named(unit, key, "单位"),
            "dimensions": named(dimension, key, "维度"),
            "sections": named(text("名称"), key, "分组"),
            "items": named(item, key, "项目"),
        },
        ["units", "dimensions", "sections", "items"],
        "可比较的项目",
    )


def places_schema() -> Schema:
    """places.yml."""
    place = mapping(
        {
            "code": text("GB/T 2260 六位代码，加引号", r"^[0-9]{6}$"),
            "name": text("名称"),
            "kind": one_of(["province", "city", "county"], "province、city 或 county"),
            "parent": text("上级的代码", r"^[0-9]{6}$"),
            "pinyin": address("网址里用的拼音，只用小写字母", "a-z"),
        },
        ["code", "name", "kind"],
        "一个地方",
    )
    return mapping({"places": listing(place, "地方", 1)}, ["places"], "省、市、县")


def readings_schema() -> Schema:
    """readings.yml."""
    reading = mapping(
        {
            "question": text("问题"),
            "taken": text("采用的理解"),
            "otherwise": text("另一种理解"),
            "stake": text("相差多少钱"),
            "certainty": one_of(["settled", "likely", "open"], "settled、likely 或 open"),
            "provisions": listing(text("条款编号", PROVISION), "依据的条款"),
            "items": listing(text("项目"), "涉及的项目"),
            "short": text("结算单上的一句话，不超过 40 字", longest=40),
            "otherwise_short": text("另一种理解的一句话，不超过 40 字；只写结算单算得出另一种结果的", longest=40),
            "otherwise_in_part": {
                "type": "boolean",
                "description": "true 表示 otherwise_short 只是这一条的一部分：换过来一样，结算单也列出这一条",
            },
            "continued": {"type": "boolean", "description": "true 表示凡沿用的数值都附上这一条"},
        },
        ["question", "taken", "otherwise", "stake", "certainty", "provisions", "items", "short"],
        "一条理解",
    )
    key = text("编号，如 A21", r"^[A-Z][0-9]{1,2}$", 3)
    return mapping({"readings": named(reading, key, "理解")}, ["readings"], "有歧义的词怎样理解")


def _dimension_value(dimension: dict[str, Any]) -> Schema:
    if "places" in dimension:
        return text("县（市、区）的名称，如 陵川县", longest=20)
    return one_of(list(dimension["values"]), f"{dimension['name']}之一")
