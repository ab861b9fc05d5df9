"""Rules that note what a settlement asks of them, and when two answers come to the same money."""

from urrbmi.policy import Rules
from urrbmi.values import Resolved

#: an item and its dimensions, as a settlement asks for them
Question = tuple[str, ...]
#: (day, item and dimensions) -> the answer, in the order of asking
Asked = dict[tuple[str, Question], Resolved | None]


class AskedRules(Rules):
    """The rules of one day, each question and its answer noted under that day."""

    def __init__(self, rules: Rules, day: str, asked: Asked) -> None:
        super().__init__(rules.policy, rules.place, rules.day)
        self.rules = rules
        self.label = day
        self.asked = asked

    def get(self, item: str, *dimensions: str) -> Resolved | None:
        found = self.asked[self.label, (item, *dimensions)] = self.rules.get(item, *dimensions)
        return found


def same_figure(one: Resolved | None, other: Resolved | None) -> bool:
    """Whether two answers settle every claim alike, wherever they stand: nothing but this reaches an amount."""
    if one is None or other is None:
        return one is other
    a, b = one.value, other.value
    return a is b or (a.number, a.kind, a.text) == (b.number, b.kind, b.text)
