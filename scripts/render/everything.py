"""everything.zip: all downloads in one file; of several provinces all tables, and for each the files of its pages."""

import zipfile
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path

from render.made import Made, found

NAME = "everything.zip"
#: of the levels from 1 to 9: half the time of the usual 6, for three hundredths more
_LEVEL = 4
#: the earliest day that the format knows: a time of building would make two builds of one commit differ
_WHEN = (1980, 1, 1, 0, 0, 0)


def everything(folder: Path, names: Iterable[str], own: str = NAME) -> Made:
    """The named files of the folder in the order of their names, all with the same time, in a file of an own name."""
    (folder / own).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / own, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(names):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".xlsx") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # Mapped: a country's table would not fit into the memory beside all else.
            with (folder / name).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                packed.writestr(entry, content, compresslevel=_LEVEL)
    return found(folder, own)
