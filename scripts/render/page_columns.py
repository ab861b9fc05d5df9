"""What the downloads of pages hold that are not of one item or city: cases, changes, documents, what is collected."""

from dataclasses import replace

from render.columns import CELLS, COVERAGE, FACTS, VALUE, Column, Sheet
from render.differences import AGAIN, CHANGED, FIRST, GONE

#: what the kinds of changes are called
KINDS = {CHANGED: "变了", FIRST: "首次收录", AGAIN: "前一段时间未收录，重新有了", GONE: "不再有收录的规定"}
#: what the bases of a day are called
BASES = {"express": "原文写明", "inferred": "推定"}

_OF_FACTS = {column.name: column for column in FACTS.columns}
_OF_CLAUSES = {column.name: column for column in COVERAGE.columns}
_VERSION = replace(
    _OF_FACTS["data_version"],
    meaning="这个文件自己的版本，每一行都一样，内容变了才变；属于哪一次发布，按这个号在 data/versions.csv 里找。",
)
_PLACE = (_OF_FACTS["place_code"], _OF_FACTS["place"])

CHANGES = Sheet(
    "changes",
    "变化",
    "从哪天起、哪个市、哪一项、哪种情形，原来多少，现在多少，依据哪些条款。",
    (
        Column("day", "date", "从哪天起", "变化生效的日子。", required=True),
        Column("basis", "string", "这一天的依据", "express：原文写明；inferred：推定。", tuple(BASES), required=True),
        Column(
            "kind",
            "string",
            "怎样变的",
            "；".join(f"{name}：{meaning}" for name, meaning in KINDS.items()) + "。首次收录不表示从无到有。",
            tuple(KINDS),
            True,
        ),
        *_PLACE,
        _OF_FACTS["item"],
        _OF_FACTS["item_name"],
        _OF_FACTS["dimensions"],
        Column("before", "string", "原来", VALUE + "未收录、已取消、不适用的空着。"),
        Column("after", "string", "现在", VALUE + "未收录、已取消、不适用的空着。"),
        _OF_FACTS["unit"],
        Column("before_text", "string", "原来（文字）", "网页上的写法。", required=True),
        Column("after_text", "string", "现在（文字）", "网页上的写法。", required=True),
        Column("difference", "string", "差多少", "说不清的空着。"),
        Column("verdict", "string", "对参保人", "单看这一项，更有利或更不利；说不清的空着。"),
        Column("begun", "string", "现在的条款", "现在的数所依据的条款编号，用 ; 隔开。"),
        Column("ended", "string", "原来的条款", "原来的数所依据的和终止它的条款编号，用 ; 隔开。"),
        Column("readings", "string", "理解", "所据理解里收录的文件定不下来的，编号，用 ; 隔开，见 methods/#编号。"),
        _VERSION,
    ),
)
CITIES = Sheet(
    "cities",
    "各市的主要数字",
    "每个市的主要数字，每个一行：今天有效的；今天没有收录的，最近收录的一段；从来没有收录的也有行，值空着。",
    (*CELLS.columns[:-1], _VERSION),
)
CLAUSES = Sheet(
    "clauses",
    "条款",
    "这份文件的每一条，一条不漏；有几个数值的，每个数值一行，没有数值的一行。",
    (
        *(
            replace(_OF_CLAUSES[name], refers="")
            for name in ("provision", "document", "locator", "handled", "repeats", "summary")
        ),
        _OF_FACTS["evidence"],
        *(
            replace(_OF_FACTS[name], required=False)
            for name in (
                *("place_code", "place", "item", "item_name", "dimensions", "from", "to", "basis", "year"),
                *("value", "unit", "state", "to_basis", "ended_by", "arithmetic", "sources", "readings"),
            )
        ),
        _VERSION,
    ),
)
_COUNT = "几个项目"
KNOWN = Sheet(
    "known",
    "收录情况",
    "每个市、每一年、每一类事情知道几个项目；一个项目那一年有一部分知道就算知道，同时有几种来历的算最靠前的一种。",
    (
        *_PLACE,
        Column("year", "integer", "年", "公历年。", required=True),
        Column("section", "string", "分组", "编号，如 inpatient；空着是全部项目。"),
        Column("section_name", "string", "类别", "哪一类事情；全部项目写“全部”。", required=True),
        Column("items", "integer", "项目", f"这一类一共{_COUNT}。", required=True),
        Column("stated", "integer", "本市", f"该市自己的文件写明的有{_COUNT}。", required=True),
        Column("inherited", "integer", "省级", f"按省级文件的有{_COUNT}。", required=True),
        Column("continued", "integer", "沿用", f"以前写明、没有写期限而沿用的有{_COUNT}。", required=True),
        Column("missing", "integer", "未收录", f"本站没有文件的有{_COUNT}，不等于没有规定。", required=True),
        _VERSION,
    ),
)
