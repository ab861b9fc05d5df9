"""everything.zip: all downloads in one file; of several provinces all tables but the database, and for each the files of its pages."""

from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from render.made import Made, found
from render.zipped import ZipFile

NAME = "everything.zip"
#: the earliest day that the format knows: a time of building would make two builds of one commit differ
_WHEN = (1980, 1, 1, 0, 0, 0)


def everything(folder: Path, names: Iterable[str], own: str = NAME) -> Made:
    """The named files of the folder, one after the other, all with the same time, in a file of an own name."""
    (folder / own).parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / own, "w", ZIP_DEFLATED) as packed:
        for name in names:
            entry = ZipInfo(name, _WHEN)
            entry.compress_type = ZIP_STORED if name.endswith(".xlsx") else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # Mapped: a country's table would not fit into the memory beside all else.
            with (folder / name).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                packed.writestr(entry, content)
    return found(folder, own)
