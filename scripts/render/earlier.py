"""The files of pages that a province had before: what has the same title, name and version has the same content."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import swap
from render.made import Made


@dataclass(frozen=True)
class Earlier:
    """The files that were made below a folder, by their titles, names and versions; at first there are none."""

    folder: Path = Path()
    made: dict[tuple[str, str, str], Made] = field(default_factory=dict)

    def again(self, folder: Path, title: str, version: str, names: Iterable[str]) -> list[Made]:
        """Lays the named files of a title and version into another folder; none of them where one is missing."""
        found = [self.made.get((title, name, version)) for name in names]
        taken = [one for one in found if one and (self.folder / one.name).exists()]
        if len(taken) < len(found):
            return []
        for one in taken:
            (folder / one.name).parent.mkdir(parents=True, exist_ok=True)
            swap.lay(self.folder / one.name, folder / one.name)
        return taken
