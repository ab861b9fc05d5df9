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
        ("compare/", "assets/cards/compare.png"),
        ("cases/class-1-42000/", "assets/cards/cases.png"),
        ("documents/shanxi-2024-19/", "assets/cards/documents.png"),
        ("about/", "assets/cards/home.png"),
    ],
)
def test_a_page_has_the_card_of_its_kind(path, card):
    assert cards.address(cards.kind(path)) == card
    assert card in cards.files(cards.WHERE)


def test_a_card_is_a_picture_of_1200_by_630_that_is_small():
    for name, picture in cards.files(cards.WHERE).items():
        assert Image.open(io.BytesIO(picture)).size == (1200, 630), name
        assert len(picture) < 40_000, name


def test_a_card_is_drawn_the_same_every_time():
    assert cards.files(cards.WHERE) == cards.files(cards.WHERE)


def test_every_character_of_the_cards_is_in_the_font():
    words = [
        cards.SITE,
        cards.FOOT,
        cards.WHERE,
        cards.ELSEWHERE,
        *(word for card in cards.CARDS.values() for word in card),
    ]
    assert cards.unknown("".join(words)) == set()


def test_a_place_that_the_font_has_no_characters_for_is_not_named():
    assert cards.files("黑龙江省 12 个市") == cards.files("各省各市") != cards.files(cards.WHERE)


def test_the_words_of_a_card_fit_on_it():
    for title, line in cards.CARDS.values():
        assert cards.LEFT + cards.font(96).getlength(title) <= cards.SIZE[0] - cards.LEFT
        assert cards.LEFT + cards.font(44).getlength(line) <= cards.SIZE[0] - cards.LEFT
