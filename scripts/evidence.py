"""Evidence: every fragment stands in its document's text, and every value can be read in its fragment.

The texts are not part of the project. Where they are at hand, fragments are looked up in them; what was verified is kept in
the lock (rules/evidence.lock.json), from which every other machine works: a fragment or a value that changed since is an
error until it is verified again.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import arithmetic
import figures
from problems import Problem, listed, quoted
from ruleset import Document, Provision, RuleSet, RuleValue

LONGEST = 40
LOCK = "evidence.lock.json"
_ABOLISHING = re.compile("取消|废止|不再")
_NEGATION = re.compile("不")


@dataclass(frozen=True)
class Lock:
    """What was verified: SHA-256 of each text; for each provision its fragments with their offsets, and its values."""

    texts: dict[str, str]
    provisions: dict[str, Any]


def normalised(text: str) -> str:
    """A text or fragment as it is compared: without any white space, since lines and pages break anywhere."""
    return re.sub(r"\s+", "", text)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_lock(rules: Path) -> tuple[Lock, list[Problem]]:
    """The lock, empty where there is none."""
    file = rules / LOCK
    shown = f"rules/{LOCK}"
    if not file.exists():
        return Lock({}, {}), [Problem(shown, 1, 1, "没有核对记录；请用原文核对：make evidence SOURCES=原文文件夹")]
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Lock(dict(data["texts"]), dict(data["provisions"])), []
    except (ValueError, KeyError, TypeError):
        return Lock({}, {}), [
            Problem(shown, 1, 1, "核对记录已损坏；请恢复，或用原文重新核对：make evidence SOURCES=原文文件夹")
        ]


def locked_problems(rules: RuleSet, lock: Lock) -> list[Problem]:
    """What is not as it was when it was verified."""
    problems = []
    for document in rules.documents:
        if document.text_file not in lock.texts:
            problems.append(_problem(document, ("text", "file"), f"原文 {document.text_file} 没有核对过；{_AGAIN}"))
        for provision in document.provisions:
            entry = lock.provisions.get(provision.id)
            if entry is None:
                problems.append(_problem(document, (*provision.path, "id"), f"{provision.id} 没有核对过；{_AGAIN}"))
                continue
            known = {digest for digest, _ in entry["fragments"]}
            for fragment in provision.evidence:
                if sha256(normalised(fragment)) not in known:
                    problems.append(
                        _problem(
                            document,
                            (*provision.path, "evidence"),
                            f"{provision.id} 的原文 {quoted(fragment)} 与核对时不同；请改回，或{_AGAIN}",
                        )
                    )
            if values_digest(document, provision) != entry["values"]:
                problems.append(
                    _problem(
                        document,
                        (*provision.path, "values"),
                        f"{provision.id} 的数值、适用情形或起止日期在核对之后改过；请改回，或{_AGAIN}",
                    )
                )
    return problems


_AGAIN = "用原文重新核对：make evidence SOURCES=原文文件夹"


def verified(rules: RuleSet, sources: Path) -> tuple[Lock, list[Problem]]:
    """A new lock from the texts in a folder, and what could not be found there."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    provisions: dict[str, Any] = {}
    for document in rules.documents:
        file = sources / document.text_file
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(
                _problem(document, ("text", "file"), f"在 {sources} 里读不到原文 {document.text_file}；请检查 SOURCES")
            )
            continue
        texts[document.text_file] = sha256(text)
        low, high = document.text_lines
        lines = text.splitlines()
        if high > len(lines):
            problems.append(_problem(document, ("text", "lines"), f"原文只有 {len(lines)} 行，没有第 {high} 行"))
            continue
        body = normalised("\n".join(lines[low - 1 : high]))
        reached = 0
        for provision in document.provisions:
            fragments = []
            for fragment in provision.evidence:
                sought = normalised(fragment)
                offset = body.find(sought, reached)
                if offset < 0:
                    offset = body.find(sought)
                if offset < 0:
                    message = (
                        f"{provision.id} 的原文 {quoted(fragment)} 在 {document.text_file} 里找不到；请照原文逐字抄写"
                    )
                    problems.append(_problem(document, (*provision.path, "evidence"), message))
                    continue
                fragments.append([sha256(sought), offset])
                reached = max(reached, offset) if len(sought) > 6 else reached
            provisions[provision.id] = {"values": values_digest(document, provision), "fragments": fragments}
    return Lock(texts, provisions), problems


def changed_texts(found: Lock, lock: Lock) -> list[Problem]:
    """Texts that are not the ones that were verified."""
    return [
        Problem(
            f"rules/{LOCK}",
            1,
            1,
            f"原文 {name} 与核对时不同；请确认是哪一份，再重新核对：make evidence SOURCES=原文文件夹",
        )
        for name in found.texts
        if name in lock.texts and found.texts[name] != lock.texts[name]
    ]


def write_lock(lock: Lock, rules: Path) -> None:
    """Writes the lock, one provision a line so that a difference is easy to read."""
    lines = [f"    {json.dumps(name)}: {json.dumps(lock.provisions[name])}" for name in lock.provisions]
    texts = json.dumps(lock.texts, indent=4).replace("\n}", "\n  }")
    body = ",\n".join(lines)
    (rules / LOCK).write_text(f'{{\n  "texts": {texts},\n  "provisions": {{\n{body}\n  }}\n}}\n', encoding="utf-8")


def values_digest(document: Document, provision: Provision) -> str:
    """A digest of all that a provision says in figures: items, dimensions, contents, days."""
    facts = [
        [
            value.item,
            sorted((name, sorted(names)) for name, names in value.dimensions.items()),
            value.kind,
            value.sign,
            str(value.content),
            [value.first.day, value.first.basis, value.last.day, value.last.basis, value.last.by],
            value.derived,
            value.sources,
        ]
        for value in provision.values
    ]
    return sha256(json.dumps([document.number, document.place, facts], ensure_ascii=False))


def tie_problems(rules: RuleSet) -> list[Problem]:
    """Values that cannot be read in their evidence."""
    problems = []
    for document in rules.documents:
        for provision in document.provisions:
            for fragment in provision.evidence:
                if len(normalised(fragment)) > LONGEST:
                    message = f"{provision.id} 的原文有 {len(normalised(fragment))} 字；最多 {LONGEST} 字，请只留带着数的那一小段"
                    problems.append(_problem(document, (*provision.path, "evidence"), message))
            for value in provision.values:
                reason = _untied(value, provision, rules)
                if reason:
                    problems.append(_problem(document, value.path, f"{provision.id}：{reason}"))
    return problems


def _untied(value: RuleValue, provision: Provision, rules: RuleSet) -> str:
    """Why a value does not follow from its evidence; empty if it does."""
    if value.derived:
        return _wrongly_derived(value, rules)
    if len(provision.evidence) > 1 and value.fragment is None:
        return f"有 {len(provision.evidence)} 段原文，请用 fragment: 1–{len(provision.evidence)} 写明 {value.item} 依据哪一段"
    if value.fragment is not None and value.fragment > len(provision.evidence):
        return f"fragment: {value.fragment}，但只有 {len(provision.evidence)} 段原文"
    if value.how or value.kind == "not_applicable":
        return ""
    fragment = normalised(provision.evidence[(value.fragment or 1) - 1])
    unit = rules.parameters["items"][value.item]["unit"]
    if value.kind == "abolished":
        return "" if _ABOLISHING.search(fragment) else f"原文 {quoted(fragment)} 里没有“取消、废止、不再”，读不出已取消"
    if unit == "yes_no":
        return (
            ""
            if bool(_NEGATION.search(fragment)) != bool(value.content)
            else f"原文 {quoted(fragment)} 与 {'true' if value.content else 'false'} 相反；false 的原文要有“不”，true 的没有"
        )
    if unit == "rule" or value.kind == "formula":
        absent = figures.numbers(str(value.content)) - figures.numbers(fragment)
        return f"{listed(map(_plain, absent))} 在原文 {quoted(fragment)} 里读不出来" if absent else ""
    readable = figures.READERS[unit](fragment)
    wanted = _date_figure(str(value.content), fragment) if unit == "date" else Fraction(str(value.content))
    if wanted in readable:
        return ""
    found = f"，能读出的是 {listed(sorted(map(_plain, readable)))}" if readable else ""
    return f"{value.item} 的值 {value.content} 在原文 {quoted(fragment)} 里读不出来{found}；请核对数值，或换一段带着它的原文"


def _wrongly_derived(value: RuleValue, rules: RuleSet) -> str:
    try:
        result = arithmetic.evaluate(value.derived)
    except ValueError:
        return f"算式 {quoted(value.derived)} 不能计算；只用数字、% 和 + - * / ( )"
    if result != Fraction(str(value.content)):
        return f"算式 {value.derived} = {_plain(result)}，与值 {value.content} 不符"
    known = rules.provisions()
    readable: set[figures.Figure] = {Fraction(1)}
    for source in value.sources:
        if source not in known:
            return f"sources 里的 {source} 不存在"
        for fragment in known[source][1].evidence:
            for reader in figures.READERS.values():
                readable |= reader(normalised(fragment))
        readable |= {
            Fraction(str(other.content))
            for other in known[source][1].values
            if isinstance(other.content, (int, float)) or str(other.content).replace(".", "").isdigit()
            if other.path != value.path or known[source][1].id not in value.sources
        }
    absent = [number for number in arithmetic.numbers(value.derived) if number not in readable]
    return f"算式里的 {listed(map(_plain, absent))} 在 {listed(value.sources)} 的原文里读不出来" if absent else ""


def _date_figure(content: str, fragment: str) -> str:
    """A full date is compared without its year where the fragment leaves the year to the context."""
    return content[5:] if len(content) == 10 and not re.search(r"\d{4}年", fragment) else content


def _plain(figure: figures.Figure) -> str:
    return figure if isinstance(figure, str) else f"{float(figure):g}"


def _problem(document: Document, path: tuple[str | int, ...], message: str) -> Problem:
    return document.loaded.problem(path, message)
