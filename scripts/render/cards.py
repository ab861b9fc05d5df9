"""The pictures that a shared link shows: one for each kind of page, drawn at build time.

The font (site_src/fonts) has the characters of these words alone. After a change of words it is cut anew from the whole
font, Noto Sans SC Regular, with fonttools:

    pyftsubset NotoSansSC-Regular.otf --text-file=scripts/render/cards.py --no-hinting --desubroutinize \\
        --layout-features= --output-file=site_src/fonts/NotoSansSC-cards.otf
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).resolve().parent.parent.parent / "site_src" / "fonts" / "NotoSansSC-cards.otf"
SITE = "居民医保政策对照"
#: where the cities are that the font was cut for, and what is said where it was cut for others
WHERE, ELSEWHERE = "山西省 11 个市", "各省各市"
FOOT = "每个数字注明文件和条款"
#: the first step of a page's address -> the words of its card; every other page has that of the home page, ""
CARDS = {
    "": ("城乡居民医保怎么规定", "各市各年的待遇和缴费，放在一张表里比"),
    "items": ("各市各年怎么规定", "起付线、报销比例、封顶线、缴费，一项一张表"),
    "compare": ("比一比各市各年", "待遇和缴费，放在一张表里比"),
    "cases": ("看病住院要付多少", "各市各年医保付多少、要付多少，一张表里比"),
    "cities": ("您的市今天怎么规定", "交多少钱，看门诊、住院、去外地看病各报多少"),
    "documents": ("文件逐条整理", "每一条有摘要、原文摘句和它定的数"),
    "changes": ("什么时候变了什么", "从哪天起，从多少改成多少，由哪条规定改的"),
    "calculator": ("算一算要付多少", "医保付多少、大病保险付多少，每一步写明依据"),
}

SIZE = (1200, 630)
PAPER, INK, MUTED, ACCENT = "#fdfcfa", "#1c2024", "#555c63", "#0b5a66"
LEFT = 90


def kind(path: str) -> str:
    """Which card a page has."""
    first = path.split("/")[0]
    return first if first in CARDS else ""


def address(name: str) -> str:
    """Where a card stands below the site's top."""
    return f"assets/cards/{name or 'home'}.png"


def files(where: str) -> dict[str, bytes]:
    """All cards as PNG, by their addresses; `where` the cities are, in words."""
    foot = f"{where if not unknown(where) else ELSEWHERE} · {FOOT}"
    return {address(name): _drawn(*words, foot) for name, words in CARDS.items()}


def unknown(words: str) -> set[str]:
    """The characters that the font does not have."""
    own = font(40)
    none = bytes(own.getmask("\U0010fffd"))
    return {one for one in words if one != " " and bytes(own.getmask(one)) == none}


def _drawn(title: str, line: str, foot: str) -> bytes:
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 14), fill=ACCENT)
    pen.text((LEFT, 84), SITE, font=font(40), fill=ACCENT, stroke_width=1, stroke_fill=ACCENT)
    # There is no bold cut in the build: a stroke of the same colour makes one.
    pen.text((LEFT, 215), title, font=font(96), fill=INK, stroke_width=2, stroke_fill=INK)
    pen.text((LEFT, 365), line, font=font(44), fill=MUTED)
    pen.line((LEFT, 500, SIZE[0] - LEFT, 500), fill="#dedad2", width=2)
    pen.text((LEFT, 524), foot, font=font(34), fill=MUTED)
    found = io.BytesIO()
    picture.quantize(32).save(found, "PNG", optimize=True)  # a few colours are enough, in a third of the bytes
    return found.getvalue()


def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size, laid out the same on every machine."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
