"""Characters that have no place in the data: not to be seen, or to be taken for others.

What stands in a file must be what a reader of it sees: no character without a look of its own (of no width, turning the
reading direction, a control), none that looks like a plain letter, digit or Han character and is another.
"""

import re
import unicodedata

#: all but Han characters and the letters, digits and signs of a keyboard, of which the words of documents are made
_OTHER = re.compile(r"[^\n -~\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
#: which others there may be, by Unicode category: punctuation, signs, and numbers such as ① and Ⅱ
_SIGNS = {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "No", "Nl"}
#: which of these look like what they are not: the parts that Han characters are made of, and full-width ％ and the like
_ALIKE = re.compile("[\u2e80-\u2fdf\u3021-\u3029％＋－＝＊／＃＠＄＆]")
#: the full-width letters, digits and signs that have a plain form, to that form
PLAIN = {
    ord(wide): chr(ord(wide) - 0xFEE0)
    for wide in map(chr, range(0xFF01, 0xFF5F))
    if wide.isalnum() or wide in "％＋－＝＊／＃＠＄＆"
}
_GREEK = re.compile("[α-ω]")


def odd_character(text: str) -> tuple[int, str] | None:
    """Where the first odd character stands, and what to do about it; None if there is none."""
    for found in _OTHER.finditer(text):
        place = found.start()
        if not _allowed(found[0], text[max(0, place - 1) : place + 2]):
            return place, _advice(found[0])
    return None


def _allowed(character: str, around: str) -> bool:
    """Whether a character may stand among those around it; Greek letters (干扰素α) only where no Latin ones are."""
    if _GREEK.match(character):
        return not re.search("[A-Za-z]", around)
    return unicodedata.category(character) in _SIGNS and not _ALIKE.match(character)


def _advice(character: str) -> str:
    code = f"U+{ord(character):04X}"
    plain = unicodedata.normalize("NFKC", character)
    if plain.strip() and not _OTHER.search(plain):
        return f"“{character}”（{code}）不是普通的 “{plain}”；请改写成 {plain}"
    if unicodedata.category(character)[0] in "LNMPS":
        return f"“{character}”（{code}）不是汉字，也不是键盘上的字母、数字；请改写"
    return f"这里有看不见的字符（{code}）；请删去，空格只用普通的空格"
