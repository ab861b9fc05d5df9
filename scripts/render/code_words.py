"""What the codes of the tables are called in the workbooks of pages, where people read them; CSV and JSON have the codes."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from render import words
from render.columns import Column
from render.page_columns import BASES, CLAUSES, KINDS
from render.site import Site

#: columns of figures: their texts are codes in one unit alone
FIGURES = ("value", "before", "after")
_YES_NO = {"yes": "是", "no": "否"}
#: column -> its codes, each with its word
_WORDS = {
    "status": {"ok": "算得出来", "unknown": "算不出来"},
    "handled": {"value": "有数值", "rule": "规则", "narrative": "说明"},
    "kind": KINDS,
    **dict.fromkeys(("continued", *FIGURES), _YES_NO),
    **dict.fromkeys(("basis", "to_basis", "issued_basis"), BASES),
}
#: the one column with several codes in a cell
_LIST = "missing"
#: a column, and a code in it
Code = tuple[str, str]


class Told(NamedTuple):
    """What a code is called, and what it means where its word does not say it."""

    word: str
    meaning: str


@dataclass(frozen=True)
class CodeWords:
    """The words for the codes of a table with these columns."""

    site: Site
    columns: tuple[Column, ...]

    def word(self, column: str, content: str, unit: str) -> tuple[str, list[Code]]:
        """A text of a column, in a row with a unit, as people read it, and its codes; what is no code stays as it is."""
        known = self._known.get(column)
        if known is None or (column in FIGURES and unit != "yes_no"):
            return content, []
        if column == "dimensions":
            each = [self._condition(pair) for pair in content.split(";")]
            return "；".join(text for text, _ in each), [code for _, codes in each for code in codes]
        codes = content.split(";") if column == _LIST else [content]
        return "；".join(known[code].word for code in codes), [(column, code) for code in codes]

    def legend(self, used: Container[Code]) -> Iterator[tuple[str, str, str, str]]:
        """Each column, then each code that is used: where it stands, its word, the code, its meaning."""
        yield from (("列名", column.title, column.name, column.meaning) for column in self.columns)
        for column in self.columns:
            for code, told in self._known.get(column.name, {}).items():
                if (column.name, code) in used:
                    yield column.title, told.word, code, told.meaning

    def _condition(self, pair: str) -> tuple[str, list[Code]]:
        """One condition in words, and its codes: 医院类别：一类、三类."""
        name, _, options = pair.partition("=")
        each = options.split("|")
        title = self.site.rules.parameters["dimensions"][name]["name"]
        text = f"{title}：{'、'.join(self.site.option(name, option) for option in each)}"
        return text, [("dimensions", f"{name}={option}") for option in each]

    @cached_property
    def _known(self) -> dict[str, dict[str, Told]]:
        """The codes of each column that has codes."""
        parameters = self.site.rules.parameters
        # Of a document's own values none is a city's rather than the province's.
        own = {"stated": Told("写明", "文件写明的数")} if self.columns == CLAUSES.columns else {}
        states = {state: Told(sign, self.site.legend[state]) for state, sign in words.STATES.items()}
        return {
            **{column: {code: Told(word, "") for code, word in told.items()} for column, told in _WORDS.items()},
            "state": states | own,
            "unit": {name: Told(unit["name"], "") for name, unit in parameters["units"].items()},
            "dimensions": dict(self._options()),
            _LIST: {name: Told(item["name"], item["meaning"]) for name, item in parameters["items"].items()},
        }

    def _options(self) -> Iterator[tuple[str, Told]]:
        """Each condition with one option: facility=class_1."""
        for name, dimension in self.site.rules.parameters["dimensions"].items():
            places = (one["name"] for one in self.site.rules.places if one["kind"] == dimension.get("places"))
            for option in dimension.get("values", places):
                told = f"{dimension['name']}：{self.site.option(name, option)}"
                yield f"{name}={option}", Told(told, self.site.option(name, option, short=False))
