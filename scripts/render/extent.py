"""Where a site's cities are: which provinces, which of them, and how that is said."""

import re
from functools import cached_property
from typing import Any

from urrbmi.policy import Policy

Place = dict[str, Any]
#: what the name of a province ends with and people leave out
_KIND = re.compile(r"(省|(维吾尔|壮族|回族)?自治区)$")


class Extent:
    """The cities of a country, or, where `province` (code) is not empty, of one province."""

    policy: Policy
    province_code: str

    @cached_property
    def cities(self) -> list[Place]:
        return [place for place in self.policy.cities() if self.province_code in ("", place["parent"])]

    @cached_property
    def provinces(self) -> list[Place]:
        """The provinces that the cities are in."""
        return [self.policy.places[code] for code in dict.fromkeys(place["parent"] for place in self.cities)]

    @property
    def divided(self) -> bool:
        """Whether the tables are too wide to stand together: each province has pages of its own."""
        return len(self.provinces) > 1

    @cached_property
    def province(self) -> str:
        """Where the cities are: the province, or how many."""
        return f"{len(self.provinces)}个省" if self.divided else str(self.provinces[0]["name"])

    @cached_property
    def region(self) -> str:
        """The same as people say it: 山西."""
        return self.province if self.divided else short(self.provinces[0])

    @cached_property
    def area(self) -> str:
        """The same as what is insured there is named by: 山西省."""
        return "中国" if self.divided else self.province

    @cached_property
    def everywhere(self) -> str:
        """All cities, in a word."""
        if self.divided:
            return "所有"
        return "全区" if self.province.endswith("自治区") else "全省"

    @cached_property
    def where(self) -> str:
        """The cities: 山西11个市."""
        return f"{self.region}{len(self.cities)}个市"

    @cached_property
    def years(self) -> list[int]:
        return list(range(self.policy.years[0], self.policy.years[1] + 1))

    @cached_property
    def scope(self) -> str:
        """What the tables cover: 山西11个市、2017至2029年."""
        return f"{self.where}、{self.years[0]}至{self.years[-1]}年"


def short(province: Place) -> str:
    """A province as people say it: 山西, 内蒙古."""
    return _KIND.sub("", str(province["name"]))
