"""Files that are written where they will be taken from: a country's downloads do not fit into the memory."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

#: how many characters are gathered before they are written
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written below data/: its name, its bytes and their SHA-256; its version where it has one of its own."""

    name: str
    size: int
    digest: str
    version: str = ""


def save(folder: Path, name: str, content: bytes) -> Made:
    """Writes a file."""
    return save_parts(folder, name, [content])


def save_parts(folder: Path, name: str, parts: Iterable[bytes]) -> Made:
    """Writes a file part by part."""
    size, digest = 0, hashlib.sha256()
    with _opened(folder / name) as out:
        for part in parts:
            size += out.write(part)
            digest.update(part)
    return Made(name, size, digest.hexdigest())


def _opened(file: Path) -> BinaryIO:
    """A file to be written; its folder is made where it is the first in it."""
    try:
        return file.open("wb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("wb")


def in_chunks(texts: Iterable[str]) -> Iterable[bytes]:
    """Many short texts as a few long parts."""
    kept: list[str] = []
    length = 0
    for text in texts:
        kept.append(text)
        length += len(text)
        if length > _CHUNK:
            yield "".join(kept).encode()
            kept, length = [], 0
    yield "".join(kept).encode()


def found(folder: Path, name: str) -> Made:
    """A file that another program has written into the folder."""
    with (folder / name).open("rb") as content:
        return Made(name, (folder / name).stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())
