"""Small accidents of typing, done to the YAML files of the project: the same seed does the same to the same file."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Lines = list[str]
Accident = Callable[[Lines, int, random.Random], str | None]

#: letters and signs that look like others, have no width, or turn the reading direction
ODD = "\u202e\u200b\ufeff\u00a0\u2066\u00adаο０９％：，｛\x00\x07\ue000"


@dataclass(frozen=True)
class Mutation:
    """One file, the accident that befell it in a line, and what it then holds."""

    file: str
    accident: str
    seed: int
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.accident}, seed {self.seed}"


def _deleted(lines: Lines, at: int, chance: random.Random) -> None:
    del lines[at]


def _deleted_with_all_that_belongs_to_it(lines: Lines, at: int, chance: random.Random) -> None:
    end = at + 1
    while end < len(lines) and _indent(lines[end]) > _indent(lines[at]):
        end += 1
    del lines[at:end]


def _doubled(lines: Lines, at: int, chance: random.Random) -> None:
    lines.insert(at, lines[at])


def _swapped_with_the_next(lines: Lines, at: int, chance: random.Random) -> None:
    other = (at + 1) % len(lines)
    lines[at], lines[other] = lines[other], lines[at]


def _swapped_with_another(lines: Lines, at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _moved(lines: Lines, at: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _joined(lines: Lines, at: int, chance: random.Random) -> None:
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def _indented(lines: Lines, at: int, chance: random.Random) -> None:
    lines[at] = chance.choice([" ", "  ", "\t"]) + lines[at]


def _outdented(lines: Lines, at: int, chance: random.Random) -> None:
    lines[at] = lines[at].removeprefix(chance.choice([" ", "  "]))


def _cut_off(lines: Lines, at: int, chance: random.Random) -> str:
    return lines[at][: chance.randrange(len(lines[at]) + 1)]


def _emptied(lines: Lines, at: int, chance: random.Random) -> str:
    return re.sub(r"(: ).*", r"\1", lines[at])


def _another_digit(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"[0-9]", lines[at], lambda old: chance.choice("0123456789"), chance)


def _a_digit_more(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"[0-9]", lines[at], lambda old: old + chance.choice("0123456789"), chance)


def _a_digit_less(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"[0-9]", lines[at], lambda old: "", chance)


def _another_character(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"\S", lines[at], lambda old: chance.choice(chance.choice(lines) or " "), chance)


def _a_character_less(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"\S", lines[at], lambda old: "", chance)


def _an_odd_character(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r".", lines[at], lambda old: old + chance.choice(ODD), chance)


def _a_sign_less(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(r"[\[\]{}\"',:#-]", lines[at], lambda old: "", chance)


def _a_sign_more(lines: Lines, at: int, chance: random.Random) -> str:
    return _at_one(
        r".",
        lines[at],
        lambda old: old + chance.choice(['"', "[", "{", "}", "&a ", "*a", " #", ": ", "!", "|"]),
        chance,
    )


def _another_word(lines: Lines, at: int, chance: random.Random) -> str:
    """A word of the line gives way to a word of another line."""
    words = re.findall(r"[\w.-]+", chance.choice(lines)) or ["0"]
    return _at_one(r"[\w.-]+", lines[at], lambda old: chance.choice(words), chance)


def _another_value(lines: Lines, at: int, chance: random.Random) -> str:
    """What stands behind a key gives way to what stands behind the same key elsewhere."""
    return _at_one(r"\b\w+: [^,}\]]+", lines[at], lambda old: chance.choice(_like(old, lines)), chance)


def _like(entry: str, lines: Lines) -> list[str]:
    key = entry.split(":")[0]
    return re.findall(rf"\b{re.escape(key)}: [^,}}\]\n]+", "\n".join(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _at_one(pattern: str, line: str, renew: Callable[[str], str], chance: random.Random) -> str:
    found = list(re.finditer(pattern, line))
    if not found:
        return line
    one = chance.choice(found)
    return line[: one.start()] + renew(one[0]) + line[one.end() :]


ACCIDENTS: dict[str, Accident] = {
    accident.__name__.strip("_").replace("_", " "): accident
    for accident in (
        _deleted,
        _deleted_with_all_that_belongs_to_it,
        _doubled,
        _swapped_with_the_next,
        _swapped_with_another,
        _moved,
        _joined,
        _indented,
        _outdented,
        _cut_off,
        _emptied,
        _another_digit,
        _a_digit_more,
        _a_digit_less,
        _another_character,
        _a_character_less,
        _an_odd_character,
        _a_sign_less,
        _a_sign_more,
        _another_word,
        _another_value,
    )
}


def mutation(texts: dict[str, str], accident: str, seed: int) -> Mutation:
    """What befalls one of the files (by their texts); long files have it more often."""
    chance = random.Random(f"{accident} {seed}")
    while True:
        [file] = chance.choices(list(texts), weights=[text.count("\n") for text in texts.values()])
        lines = texts[file].splitlines()
        at = chance.randrange(len(lines))
        retyped = ACCIDENTS[accident](lines, at, chance)
        if retyped is not None:
            lines[at] = retyped
        text = "\n".join(lines) + "\n"
        if text != texts[file]:
            return Mutation(file, accident, seed, at + 1, text)
