"""The words on each page of a PDF that the browser has printed, in the order in which they are painted."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
#: words said outright, which stand for the glyphs up to EMC; a font; glyphs
_PAINTED = re.compile(rb"/ActualText <FEFF(\w+)>|(EMC)|/(F\d+) [\d.]+ Tf|<(\w+)> Tj")
#: in a font's table of signs: a glyph, or the first and last of some, and the (first) sign
_GLYPHS = re.compile(rb"^<(\w+)> (?:<(\w+)> )?<(\w+)>$", re.MULTILINE)


def printed_pages(pdf: bytes) -> list[str]:
    """One text a page, of a PDF as Chromium writes it."""
    objects = dict(_OBJECT.findall(pdf))
    return [_words(page, objects) for page in objects.values() if re.search(rb"/Type /Page\b", page)]


def _words(page: bytes, objects: dict[bytes, bytes]) -> str:
    fonts = {name: _signs(objects[number], objects) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    words = []
    font, said = b"", False
    for outright, end, name, glyphs in _PAINTED.findall(_stream(_named(b"Contents", page, objects))):
        said = bool(outright) or (said and not end)
        font = name or font
        if outright:
            words.append(_text(outright))
        elif glyphs and not said:
            signs = fonts[font]
            wide = len(next(iter(signs)))
            words += [signs.get(glyphs[at : at + wide], "") for at in range(0, len(glyphs), wide)]
    return "".join(words)


def _signs(font: bytes, objects: dict[bytes, bytes]) -> dict[bytes, str]:
    """Which sign each glyph of a font is."""
    found = {}
    told = _stream(_named(b"ToUnicode", font, objects)).partition(b"endcodespacerange")[2]
    for first, last, sign in _GLYPHS.findall(told):
        for at in range(int(last or first, 16) - int(first, 16) + 1):
            glyph = b"%0*X" % (len(first), int(first, 16) + at)
            found[glyph] = _text(b"%0*X" % (len(sign), int(sign, 16) + at))
    return found


def _text(signs: bytes) -> str:
    return bytes.fromhex(signs.decode()).decode("utf-16-be")


def _named(key: bytes, content: bytes, objects: dict[bytes, bytes]) -> bytes:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", content)
    assert found is not None, f"no {key.decode()} in the PDF"
    return objects[found[1]]


def _stream(content: bytes) -> bytes:
    head, _, packed = content.partition(b"stream\n")
    return zlib.decompress(packed) if b"/FlateDecode" in head else packed
