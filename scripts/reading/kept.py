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


class Kept:
    """The documents that a folder keeps, of one form; without a folder none are."""

    def __init__(self, folder: Path | None, form: Schema) -> None:
        self.folder = folder
        told = hashlib.sha256(f"{sys.version}\0{json.dumps(form)}".encode())
        for program in _PROGRAMS if folder else ():
            told.update(program.read_bytes())
        self.form = told.digest()
        self.used: set[Path] = set()

    def get(self, file: Path, shown: str) -> Document | None:
        """The document of a file, if it is kept whole."""
        place = self._place(file, shown)
        if place is None:
            return None
        try:
            document: Document = pickle.loads(place.read_bytes())
        except (FileNotFoundError, EOFError, pickle.UnpicklingError):
            return None  # not there, or another check, run meanwhile, has not written all of it
        document.loaded.file = file  # where the project stands now
        return document

    def keep(self, file: Path, shown: str, document: Document) -> None:
        """Keeps the document of a file in which nothing was wrong."""
        place = self._place(file, shown)
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another check cleared away what this one was writing
                swap.write(place, pickle.dumps(document, pickle.HIGHEST_PROTOCOL))

    def forget(self) -> None:
        """Removes what was not asked for: it is of files that have changed or are gone."""
        for place in self.folder.iterdir() if self.folder and self.folder.exists() else ():
            if place not in self.used:
                place.unlink(missing_ok=True)

    def _place(self, file: Path, shown: str) -> Path | None:
        if self.folder is None:
            return None
        try:
            content = file.read_bytes()
        except OSError:
            return None  # reading it anew says what is wrong
        place = self.folder / hashlib.sha256(self.form + shown.encode() + b"\0" + content).hexdigest()
        self.used.add(place)
        return place
