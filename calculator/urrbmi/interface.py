"""JSON text in, JSON text out: the one face that the command line and the browser share."""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from urrbmi.errors import BadInput
from urrbmi.lookup import lookup
from urrbmi.money import show
from urrbmi.packed import unpacked, unpacked_part
from urrbmi.policy import NotHere, Policy
from urrbmi.settle import settle_text
from urrbmi.spreadsheet import Spreadsheet, csv_text
from urrbmi.statement import dumps

DEEPEST = 50
LONGEST = 1_000_000
Asked = ParamSpec("Asked")


def answering(question: Callable[Asked, str]) -> Callable[Asked, str]:
    """Lets bad input become an error object, and rules that are not here {"absent": code of their province}."""

    @wraps(question)
    def answered(*given: Asked.args, **named: Asked.kwargs) -> str:
        try:
            return question(*given, **named)
        except BadInput as error:
            return dumps({"status": "error", "message": str(error)})
        except NotHere as lacking:
            return dumps({"absent": lacking.province})

    return answered


class Interface:
    """The rules core over one packed policy model (the text of policy.json).

    The analyses are imported when they are first asked for: a third of the core, for which no settlement should wait.
    """

    def __init__(self, policy_text: str) -> None:
        self.policy = Policy(unpacked(json.loads(policy_text)))
        self.spreadsheet: Spreadsheet | None = None

    def join(self, part_text: str) -> None:
        """Adds a province's rules (the text of its part of policy.json), unless they are here already."""
        part = json.loads(part_text)
        if part["province"] in self.policy.absent:
            self.policy.add(part["province"], unpacked_part(part))

    @answering
    def settle(self, case_json: str) -> str:
        """A case as JSON text, settled into a statement as JSON text; bad input becomes an error statement."""
        return settle_text(read_json(case_json), self.policy)

    def compare(self, request: str) -> str:
        """A case in every city and year."""
        from urrbmi.analysis.compare import compare

        return self._answer(compare, request)

    def change(self, request: str) -> str:
        """A case at another place or time, and which rule makes how much of the difference."""
        from urrbmi.analysis.change import change

        return self._answer(change, request)

    def next(self, request: str) -> str:
        """Who pays the next yuan, and where that changes."""
        from urrbmi.analysis.next_yuan import next_yuan

        return self._answer(next_yuan, request)

    def reverse(self, request: str) -> str:
        """Which bill leads to a result."""
        from urrbmi.analysis.reverse import reverse

        return self._answer(reverse, request)

    @answering
    def lookup(self, place: str, day: str, item: str | None = None) -> str:
        """What is in force at a place on a day, as JSON text; bad input becomes an error object."""
        return dumps(lookup(place, day, item, self.policy))

    @answering
    def open_spreadsheet(self, raw: bytes | memoryview, name: str) -> str:
        """Takes up a CSV file (its content and its name) in place of the last one, as JSON text.

        {"status": "ok", "rows": how many below the columns' names, "text": how the result begins}, or an error object.
        """
        self.spreadsheet = Spreadsheet(raw, name)
        return dumps({"status": "ok", "rows": len(self.spreadsheet.rows), "text": self.spreadsheet.head()})

    @answering
    def settle_rows(self, start: int, stop: int) -> str:
        """Settles some rows of the opened spreadsheet (0 is the first), as JSON text; none opened is an error object.

        {"status": "ok", "text": their part of the result, "rows": [[status, message] of each]}.
        """
        if self.spreadsheet is None:
            raise BadInput("还没有打开表格；请重新选择文件")
        rows = list(self.spreadsheet.settle(start, stop, self.policy))
        text = csv_text(row.cells for row in rows)
        return dumps({"status": "ok", "text": text, "rows": [[row.status, row.message] for row in rows]})

    @answering
    def _answer(self, question: Callable[[object, Policy], dict[str, Any]], text: str) -> str:
        """JSON text in, JSON text out; bad input becomes an error object."""
        return dumps(question(read_json(text), self.policy))


def read_json(text: str) -> Any:
    """JSON data with decimals kept as written (a float would lose them). Raises BadInput."""
    if len(text) > LONGEST:
        raise BadInput(f"输入太长：{len(text)} 个字符；最多 {LONGEST} 个")
    if text.count("[") + text.count("{") > DEEPEST and max_depth(text) > DEEPEST:
        raise BadInput(f"输入的括号套得太深；最多 {DEEPEST} 层")
    try:
        return _DECODER.decode(text)
    except BadInput:
        raise
    except ValueError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列" if isinstance(error, json.JSONDecodeError) else "数字太长"
        raise BadInput(f"不是有效的 JSON：{place}；请检查引号、逗号和括号") from None


def max_depth(text: str) -> int:
    """How deep brackets nest, strings left out: deep nesting must be an error, never a crash of the parser."""
    depth = deepest = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', text, re.DOTALL):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, value in pairs:
        if name in data:
            raise BadInput(f"{show(name)} 写了两次；每一项只能写一次")
        data[name] = value
    return data


_DECODER = json.JSONDecoder(parse_float=str, parse_constant=str, object_pairs_hook=_unique)
