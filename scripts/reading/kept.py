"""Documents that were read before and had the right form: nine tenths of a check's time goes into reading and holding them.

What is kept is of a file's bytes, its form and these programs; whatever of them changes, the file is read anew.
"""

import hashlib
import json
import pickle
import sys
from contextlib import suppress
from pathlib import Path

import swap
from reading.ruleset import Document
from reading.schema import Schema
from urrbmi import values

_PROGRAMS = [*sorted(Path(__file__).parent.glob("*.py")), Path(values.__file__)]


def programs() -> bytes:
    """A digest of the programs that read and check, and of the Python that runs them."""
    told = hashlib.sha256(sys.version.encode())
    for program in _PROGRAMS:
        told.update(program.read_bytes())
    return told.digest()


class Kept:
    """The documents that a folder keeps, of one form; without a folder none are."""

    def __init__(self, folder: Path | None, form: Schema) -> None:
        self.folder = folder
        self.form = hashlib.sha256(programs() + json.dumps(form).encode()).digest()
        self.used: set[Path] = set()

    def get(self, file: Path, shown: str) -> Document | None:
        """The document of a file, if it is kept whole."""
        if self.folder is None:
            return None
        try:
            place = self._place(self.folder, shown, hashlib.sha256(file.read_bytes()).hexdigest())
            document: Document = pickle.loads(place.read_bytes())
        except (OSError, EOFError, pickle.UnpicklingError):
            return None  # not there, or another check, run meanwhile, has not written all of it; reading it tells
        document.loaded.file = file  # where the project stands now
        return document

    def keep(self, document: Document) -> None:
        """Keeps the document of a file in which nothing was wrong."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        place = self._place(self.folder, document.loaded.shown, document.loaded.digest)
        with suppress(FileNotFoundError):  # another check cleared away what this one was writing
            swap.write(place, pickle.dumps(document, pickle.HIGHEST_PROTOCOL))

    def forget(self) -> None:
        """Removes what was not asked for: it is of files that have changed or are gone."""
        for place in self.folder.iterdir() if self.folder and self.folder.exists() else ():
            if place not in self.used:
                place.unlink(missing_ok=True)

    def _place(self, folder: Path, shown: str, digest: str) -> Path:
        place = folder / hashlib.sha256(self.form + f"{shown}\0{digest}".encode()).hexdigest()
        self.used.add(place)
        return place
