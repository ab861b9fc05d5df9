"""A tiny SVG writer: tags, text and how wide text will be, so that nothing drawn at build time overlaps in a browser."""

import html
from functools import cache
from typing import NamedTuple

#: the least size of type, in units of the drawing (chart.py, WIDTH): what a phone shows is no smaller
SMALL = 12.0
TITLE = 15.0
_PERCENT = 0.92
_NARROW = 0.6


class Box(NamedTuple):
    """Where something stands: its left and top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether both cover a common place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def number(value: float) -> str:
    """A coordinate, the same on every machine: at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def escape(words: str) -> str:
    """Words as they stand in XML, in quotes too."""
    return html.escape(words)


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """An element; `class_` is the class, `stroke_width` stroke-width; content is SVG already."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def text(x: float, y: float, words: str, anchor: str = "start", size: float = SMALL, class_: str = "") -> str:
    """Words on one line: x is their start, middle or end, y their baseline."""
    told: dict[str, str | float] = {"x": x, "y": y}
    told |= {"text_anchor": anchor} if anchor != "start" else {}
    told |= {"font_size": size} if size != SMALL else {}
    told |= {"class": class_} if class_ else {}
    return tag("text", escape(words), **told)


def group(content: str, **attributes: str | float) -> str:
    """What has something in common, said once."""
    return tag("g", content, **attributes)


@cache
def width(words: str, size: float = SMALL) -> float:
    """About how wide words are, rather too wide than too narrow."""
    return size * _wide(words)


def _wide(words: str, before: float = 0.0) -> float:
    """The same in the size of the type, after as much before."""
    return sum((1.0 if ord(sign) > 0x2000 else _PERCENT if sign == "%" else _NARROW for sign in words), before)


def box(x: float, y: float, words: str, anchor: str = "start", size: float = SMALL) -> Box:
    """Where text() puts words."""
    wide = width(words, size)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Box(left, y - 0.85 * size, left + wide, y + 0.2 * size)


def wrapped(words: str, most: float, size: float = SMALL) -> list[str]:
    """Words in lines no wider than that; no line begins with a stop or comma, no number or Latin word is torn."""
    lines, wide = [""], 0.0
    for piece in _pieces(words):
        wide = _wide(piece, wide)
        if lines[-1] and size * wide > most:
            lines.append("")
            wide = _wide(piece)
        lines[-1] += piece
    return lines


def _pieces(words: str) -> list[str]:
    """What is not to be torn: runs of narrow signs; a sign with the punctuation after it or the bracket before it."""
    pieces: list[str] = []
    for sign in words:
        narrow = ord(sign) <= 0x2000
        if pieces and (
            sign in "，。、；：）〕”" or pieces[-1][-1] in "（〔“" or (narrow and ord(pieces[-1][-1]) <= 0x2000)
        ):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces
