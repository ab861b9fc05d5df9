"""Where a figure stands in the tables of its item: the address of the cell, for links from other pages."""

from dataclasses import dataclass, field

from render.items import cell_address
from render.site import Combination, Site, item_path
from render.tables import Table, tables


@dataclass
class Addresses:
    """Addresses of cells; what was found is kept, for every city asks for the same tables."""

    site: Site
    _found: dict[tuple[str, Combination], str] = field(default_factory=dict)
    _pages: dict[tuple[str, str], str] = field(default_factory=dict)
    _tables: dict[str, list[Table]] = field(default_factory=dict)
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
        first = next(iter(case.values()), "")
        if (item, first) not in self._pages:
            self._pages[item, first] = cell_address(self.site, item, case)
        page = self._pages[item, first]
        if "county" in case:
            return page
        if page not in self._tables:
            whole = "/" not in page.removeprefix("items/").rstrip("/")
            part = None if whole else dict([next(iter(case.items()))])
            self._tables[page] = tables(self.site, item, part)
        table = next((one for one in self._tables[page] if case in one.combinations), None)
        return page if table is None else f"{page}#{table.id}"
