"""The pictures of shared links: one for each kind of page, of the size that they are shown in, with every character."""

import io

import pytest
from PIL import Image

from render import cards


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("", "assets/cards/home.png"),
        ("items/premium/", "assets/cards/items.png"),
        ("documents/shanxi-2024-19/", "assets/cards/documents.png"),
        ("about/", "assets/cards/home.png"),
    ],
)
def test_a_page_has_the_card_of_its_kind(path, card):
    assert cards.address(cards.kind(path)) == card
    assert card in cards.files()


def test_a_card_is_a_picture_of_1200_by_630_that_is_small():
    for name, picture in cards.files().items():
        assert Image.open(io.BytesIO(picture)).size == (1200, 630), name
        assert len(picture) < 40_000, name


def test_a_card_is_drawn_the_same_every_time():
    assert cards.files() == cards.files()


def test_every_character_of_the_cards_is_in_the_font():
    font = cards.font(40)
    unknown = bytes(font.getmask("\U0010fffd"))
    words = "".join([cards.SITE, cards.FOOT, *(word for card in cards.CARDS.values() for word in card)])
    assert sorted({one for one in words if one != " " and bytes(font.getmask(one)) == unknown}) == []


def test_the_words_of_a_card_fit_on_it():
    for title, line in cards.CARDS.values():
        assert cards.LEFT + cards.font(96).getlength(title) <= cards.SIZE[0] - cards.LEFT
        assert cards.LEFT + cards.font(44).getlength(line) <= cards.SIZE[0] - cards.LEFT
