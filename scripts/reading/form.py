"""Holds a loaded file against its schema and says what is wrong in words an editor can act on.

The errors are jsonschema's ValidationErrors, whose attributes its type hints leave open; so `error` is Any here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator

from reading import figures
from reading.load import Loaded, Path_
from reading.problems import Problem, listed, nearest, quoted
from reading.schema import Schema

KINDS = {
    "string": "文字",
    "number": "数",
    "integer": "整数",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "映射（键: 值）",
}

_BRACKETS = re.compile(r"[\[［(（【〖{](\d{4})[\]］)）】〗}]")


@dataclass(frozen=True)
class Misfit:
    """A problem of form, the path of the part that has it, and whether that part is only a key too many."""

    problem: Problem
    path: Path_
    superfluous: bool


def misfits(loaded: Loaded, schema: Schema) -> list[Misfit]:
    """What does not have the form that the schema asks for."""
    found: list[Misfit] = []
    for error in Draft202012Validator(schema).iter_errors(loaded.data):
        # the name of a key is not on jsonschema's way to it
        named = (str(error.instance),) if "propertyNames" in error.absolute_schema_path else ()
        path: Path_ = (*error.absolute_path, *named)
        if error.validator == "additionalProperties":
            allowed = list(error.schema["properties"])
            for key in [key for key in error.instance if key not in allowed]:
                message = f"没有 {quoted(key)} 这个键；可用：{listed(allowed, 30)}{nearest(key, allowed)}"
                found.append(Misfit(loaded.problem((*path, key), message), (*path, key), superfluous=True))
        else:
            message = _explained(error, path, _holder(loaded.data, path))
            found.append(Misfit(loaded.problem(path, message), path, superfluous=False))
    return found


def without(loaded: Loaded, wrong: list[Misfit]) -> Loaded | None:
    """The file without the parts that have the wrong form: a key too many goes, else the value or provision it is in.

    None where too little is left to work with.
    """
    for misfit in wrong:
        holder = loaded.data
        for step in misfit.path[:-1]:
            holder = holder[step] if holder is not None else None
        if holder is None:
            continue  # it went with an earlier one
        if misfit.superfluous:
            del holder[misfit.path[-1]]
            continue
        in_value = len(misfit.path) > 3 and misfit.path[2] == "values"
        depth = 4 if in_value else 2
        if misfit.path[:1] != ("provisions",) or len(misfit.path) < 2:
            return None
        part = loaded.data
        for step in misfit.path[: depth - 1]:
            part = part[step]
        part[misfit.path[depth - 1]] = None
    return loaded


def _holder(data: Any, path: Path_) -> str:
    """The id of the provision that the path leads to or into; empty where there is none."""
    provision = data["provisions"][path[1]] if path[:1] == ("provisions",) and len(path) > 1 else None
    return str(provision.get("id", "")) if isinstance(provision, dict) else ""


def _explained(error: Any, path: Path_, provision: str) -> str:
    """The message of a problem: which part, what is wrong, what it should be."""
    explain = _EXPLAIN.get(str(error.validator))
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "文件")
    if provision and error.validator == "required":
        name = provision if len(path) == 2 else f"{provision} 的 {name}"
    message = explain(error) if explain else f"不符合 {error.validator}"
    wanted = error.schema.get("description", "") if error.validator not in ("required", "enum") else ""
    return f"{name}：{message}" + (f"；应为：{wanted}" if wanted else "")


def _missing(error: Any) -> str:
    absent = [key for key in error.validator_value if key not in error.instance]
    return f"缺少 {listed(absent)}；请补上"


def _wrong_type(error: Any) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    meant = figures.meant(error.instance) if "number" in wanted and isinstance(error.instance, str) else ""
    cure = f"；请写 {meant}" if meant else ""
    return f"{_shown(error.instance)} 的类型不对，要的是{'或'.join(KINDS[kind] for kind in wanted)}{cure}"


def _wrong_form(error: Any) -> str:
    right = _BRACKETS.sub(r"〔\1〕", error.instance)
    brackets = right != error.instance and re.search(error.validator_value, right)
    return f"{_shown(error.instance)} 的写法不对" + (f"；年份两边要用 〔 〕，请写 {right}" if brackets else "")


def _unknown_name(error: Any) -> str:
    names = error.validator_value
    return f"没有 {_shown(error.instance)}；可用：{listed(names)}{nearest(error.instance, names)}"


def _shown(value: Any) -> str:
    if value is None:
        return "空值"
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, (str, int, Decimal)):
        return quoted(value)
    return "一个列表" if isinstance(value, list) else "一个映射"


_EXPLAIN: dict[str, Callable[[Any], str]] = {
    "required": _missing,
    "type": _wrong_type,
    "enum": _unknown_name,
    "pattern": _wrong_form,
    "minLength": lambda _: "不能是空的",
    "maxLength": lambda error: f"有 {len(error.instance)} 个字，太长；最多 {error.validator_value} 个",
    "minItems": lambda error: f"至少要有 {error.validator_value} 项",
    "uniqueItems": lambda _: "有重复的项",
    "minimum": lambda error: f"{_shown(error.instance)} 太小，最小 {error.validator_value}",
    "maximum": lambda error: f"{_shown(error.instance)} 太大，最大 {error.validator_value}",
}
