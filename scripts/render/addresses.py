"""Where a figure stands in the tables of its item: the address of the cell, for links from other pages."""

from dataclasses import dataclass, field

from render import parts
from render.cells import Combination
from render.paths import item_path
from render.site import Site


@dataclass
class Addresses:
    """Addresses of cells; what was found is kept, for every city asks for the same tables."""

    site: Site
    _found: dict[tuple[str, Combination], str] = field(default_factory=dict)
    _provinces: dict[str, "Addresses"] = field(default_factory=dict)

    def cell(self, item: str, case: dict[str, str], place: str, year: int) -> str:
        """The address of a city's cell; that of the page where its county has a row of its own."""
        if self.site.divided:
            return self._of(place).cell(item, case, place, year)
        address = self.table(item, case)
        return f"{address}-{place}-{year}" if "#" in address else address

    def table(self, item: str, case: dict[str, str]) -> str:
        """The address of the table that a combination stands in; -{place}-{year} leads on to a cell of it.

        Of several provinces, the page that leads to the table of each.
        """
        if self.site.divided:
            return item_path(item)
        key = (item, tuple(case.items()))
        if key not in self._found:
            self._found[key] = self._standing(item, case)
        return self._found[key]

    def _of(self, place: str) -> "Addresses":
        part = self.site.of_city(place)
        if part.folder not in self._provinces:
            self._provinces[part.folder] = Addresses(part)
        return self._provinces[part.folder]

    def _standing(self, item: str, case: dict[str, str]) -> str:
        part = parts.standing(self.site, item, case)
        page = parts.path(self.site, part)
        table = next((one for one in part.tables if case in one.combinations), None)
        return f"{page}#{table.id}" if table and "county" not in case else page
