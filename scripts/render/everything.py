"""everything.zip: all downloads in one file, with a note on what they are."""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from render.made import Made, found

NAME = "everything.zip"
#: the earliest day that the format knows: a time of building would make two builds of one commit differ
_WHEN = (1980, 1, 1, 0, 0, 0)


def everything(folder: Path, names: Iterable[str]) -> Made:
    """The named files of the folder in the order of their names, all with the same time."""
    with zipfile.ZipFile(folder / NAME, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(names):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".xlsx") else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as content, packed.open(entry, "w") as out:
                shutil.copyfileobj(content, out, 1 << 20)
    return found(folder, NAME)
