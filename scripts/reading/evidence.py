"""Evidence: every fragment stands in its document's text.

The texts are not part of the project. Where they are at hand, fragments are looked up in them; what was verified is kept in
the lock (rules/evidence.lock.json), from which every other machine works: a fragment or a value that changed since is an
error until it is verified again.
"""

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import swap
from reading.characters import PLAIN
from reading.problems import Problem, quoted
from reading.ruleset import Document, Provision, RuleSet
from urrbmi import words
from urrbmi.values import UNKNOWN_START

#: a fragment of so many characters is unlikely to stand twice in a text
TELLING = 7
LOCK = "evidence.lock.json"
_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Lock:
    """What was verified: SHA-256 of each text; for each provision its fragments with their offsets, and its values."""

    texts: dict[str, str]
    provisions: dict[str, Any]


def normalised(text: str) -> str:
    """A text or fragment as it is compared: without any white space, since lines and pages break anywhere, and with plain
    letters and digits, since a file has no full-width ones."""
    return "".join(text.split()).translate(PLAIN)


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
        for entry in data["provisions"].values():
            str(entry["values"]), [str(digest) for digest, _ in entry["fragments"]]
        return Lock(dict(data["texts"]), dict(data["provisions"])), []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Lock({}, {}), [
            Problem(shown, 1, 1, "核对记录已损坏；请恢复，或用原文重新核对：make evidence SOURCES=原文文件夹")
        ]


def locked_problems(rules: RuleSet, lock: Lock, faulty: set[str]) -> list[Problem]:
    """What is not as it was when it was verified; a new document is asked for only when its file has no other fault."""
    problems = []
    for document in rules.documents:
        known = [provision for provision in document.provisions if provision.id in lock.provisions]
        if not known:
            if document.loaded.shown not in faulty:
                message = f"{document.number} 的出处还没有核对过；{_AGAIN}"
                problems.append(document.loaded.problem(("text", "file"), message))
            continue
        for provision in document.provisions:
            problems += _other_words(document, provision, lock)
        changed = [one for one in known if said_digest(document, one) != lock.provisions[one.id]["values"]]
        if changed == known and len(known) > 1:
            message = f"{document.number} 的文号、地方、成文日期或起止日期在核对之后改过；请改回，或{_AGAIN}"
            problems.append(document.loaded.problem(("number",), message))
            continue
        for provision in changed:
            message = f"{provision.id} 的位置、数值、适用情形或起止日期在核对之后改过；请改回，或{_AGAIN}"
            problems.append(document.loaded.problem((*provision.path, "values"), message))
    return problems


def _other_words(document: Document, provision: Provision, lock: Lock) -> list[Problem]:
    """What of a provision's evidence has not been verified."""
    entry = lock.provisions.get(provision.id)
    if entry is None:
        message = f"{provision.id} 没有核对过；{_AGAIN}"
        return [document.loaded.problem((*provision.path, "id"), message)]
    known = [digest for digest, _ in entry["fragments"]]
    found = [sha256(normalised(fragment)) for fragment in provision.evidence]
    where = (*provision.path, "evidence")
    if found != known and set(found) <= set(known):
        message = f"{provision.id} 的原文少了一段，或换了次序；请改回，或{_AGAIN}"
        return [document.loaded.problem(where, message)]
    return [
        document.loaded.problem(where, f"{provision.id} 的原文 {quoted(fragment)} 与核对时不同；请改回，或{_AGAIN}")
        for fragment, digest in zip(provision.evidence, found, strict=True)
        if digest not in known
    ]


def lost(rules: RuleSet, lock: Lock) -> list[Problem]:
    """Provisions that were verified and are no longer there (those of a file with errors cannot be known)."""
    known = rules.provisions if rules.complete else lock.provisions
    return [
        Problem(f"rules/{LOCK}", 1, 1, f"核对过的条款 {name} 不见了；请恢复它，或{_AGAIN}")
        for name in lock.provisions
        if name not in known
    ]


_AGAIN = "用原文重新核对：make evidence SOURCES=原文文件夹"


def verified(rules: RuleSet, sources: Path, lock: Lock) -> tuple[Lock, list[Problem]]:
    """A new lock from the texts in a folder, and what could not be found there.

    Where the text of a document is not in the folder, what `lock` has of it is kept (an editor may have only the new one);
    whether that still fits is another check. With an empty lock every text must be there.
    """
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    provisions: dict[str, Any] = {}
    for document in rules.documents:
        file = sources / document.text_file
        if not file.exists() and document.text_file in lock.texts:
            texts[document.text_file] = lock.texts[document.text_file]
            kept = (provision.id for provision in document.provisions if provision.id in lock.provisions)
            provisions |= {name: lock.provisions[name] for name in kept}
            continue
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            message = f"在 {sources} 里读不到原文 {document.text_file}；请检查 SOURCES"
            problems.append(document.loaded.problem(("text", "file"), message))
            continue
        texts[document.text_file] = sha256(text)
        found, missing = located(document, text)
        provisions |= found
        problems += missing
    return Lock(texts, provisions), problems


def read_texts(rules: RuleSet, sources: Path) -> dict[str, str]:
    """The texts of the documents in a folder, by their files' names; all of them have been verified."""
    return {
        document.text_file: (sources / document.text_file).read_bytes().decode("utf-8") for document in rules.documents
    }


def located(document: Document, text: str) -> tuple[dict[str, Any], list[Problem]]:
    """The lock's entries for a document's provisions, from its text, and what does not stand in it."""
    low, high = document.text_lines
    lines = text.split("\n")  # as editors count them: a page break ends no line
    if high > len(lines):
        message = f"原文只有 {len(lines)} 行，没有第 {high} 行；请改 text.lines"
        return {}, [document.loaded.problem(("text", "lines"), message)]
    body = normalised("\n".join(lines[low - 1 : high]))
    problems = _dates(document, body)
    entries: dict[str, Any] = {}
    reached = 0
    for provision in document.provisions:
        fragments: list[list[str | int]] = []
        for fragment in provision.evidence:
            sought = normalised(fragment)
            # Short fragments (a table's cell) occur often: the one after what was found last is meant, if there is one.
            whole = _pattern(sought)
            found = whole.search(body, reached) or whole.search(body)
            if found is None:
                message = f"{provision.id} 的原文 {quoted(fragment)} {_elsewhere(whole, lines, document)}"
                problems.append(document.loaded.problem((*provision.path, "evidence"), message))
                continue
            fragments.append([sha256(sought), found.start()])
            if len(sought) >= TELLING:
                reached = max(reached, found.start())
        entries[provision.id] = {"values": said_digest(document, provision), "fragments": fragments}
    return entries, problems


def _dates(document: Document, body: str) -> list[Problem]:
    """Which of a document's own days, as far as it is to have written them, do not stand in its text."""
    problems = []
    for key, name, said in (("issued", "成文日期", document.issued), ("from", "起始日", document.first)):
        if said.basis != "express" or said.day in ("", UNKNOWN_START):
            continue
        written = words.day(said.day)
        if written not in body:
            message = (
                f"{name} {said.day} 在 {document.text_file} 里找不到（应有“{written}”）；请照原文改，"
                f"原文没有写的请写成 {key}: {{day: {said.day}, basis: inferred}}"
            )
            problems.append(document.loaded.problem((key,), message))
    return problems


def _pattern(sought: str) -> re.Pattern[str]:
    """Finds a fragment, but not within a longer figure: 500元 does not stand in 1500元, nor 40 in 40万."""
    before = r"(?<![\d.])" if sought[:1].isdecimal() else ""
    after = r"(?![\d.万亿%])" if sought[-1:].isdecimal() else ""
    return re.compile(before + re.escape(sought) + after)


def _elsewhere(whole: re.Pattern[str], lines: list[str], document: Document) -> str:
    """Why a fragment is not in the document's lines: it stands in others of the text, or nowhere."""
    low, high = document.text_lines
    found = whole.search(normalised("\n".join(lines)))
    if found is None:
        return f"在 {document.text_file} 里找不到；请照原文逐字抄写"
    ends = list(accumulate(len(normalised(line)) for line in lines))
    first, last = bisect_right(ends, found.start()) + 1, bisect_left(ends, found.end()) + 1
    there = f"第 {first} 行" if first == last else f"第 {first}–{last} 行"
    return f"在 {document.text_file} 的第 {low}–{high} 行里没有，{there}有；请改 text.lines"


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
    swap.write(rules / LOCK, f'{{\n  "texts": {texts},\n  "provisions": {{\n{body}\n  }}\n}}\n')


def said_digest(document: Document, provision: Provision) -> str:
    """A digest of all that a provision says in figures (items, dimensions, contents, days), where it stands, and of what
    decides whose figure holds: the document's place and its day among the documents."""
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
            value.yields_to,
        ]
        for value in provision.values
    ]
    return sha256(_ENCODER.encode([document.number, document.place, document.order, provision.locator, facts]))
