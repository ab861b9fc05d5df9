"""Lays compressed files beside plain ones, for hosts that serve what was compressed before (`file.br`, `file.gz`); those of
the calculator under names that carry their contents' hashes.

Each is as small as its format can be made, which takes brotli half a minute for the interpreter, or, where there are many,
nearly as small; the cache keeps it, by the content's hash.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import deflate

import programs

SCRIPT = Path(__file__).resolve().parent / "brotli.mjs"

#: brotli's highest quality, and that of what lies in parts, for these may be many: a quarter of the time, 4 % more bytes
BEST, QUICK = 11, 10
#: of gzip the same: a tenth of the time, 3 % more bytes
BEST_GZIP, QUICK_GZIP = 12, 9
#: how many brotli files the cache keeps
KEPT = 300


def gzipped(data: bytes, level: int = QUICK_GZIP) -> bytes:
    """Packed by libdeflate, smaller than zlib makes it, and without the time of day, which would make two builds differ."""
    return bytes(deflate.gzip_compress(data, level))


def deliver(file: str, data: bytes, folder: Path, packed: bytes | None = None) -> dict[str, Any]:
    """Writes a file, plain and gzipped, under a name that carries its content's hash; returns its entry in a manifest."""
    packed = packed or gzipped(data)
    stem, _, suffix = file.rpartition(".")
    name = f"{stem}.{digest(data)}.{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    (folder / f"{name}.gz").write_bytes(packed)
    return {"name": name, "size": len(data), "packed": len(packed)}


def digest(*parts: bytes | str) -> str:
    """A short name for a content; parts are told apart by their lengths."""
    hashed = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(b"%d " % len(data) + data)
    return hashed.hexdigest()[:16]


def beside(files: Iterable[Path], cache: Path, quality: int = BEST) -> None:
    """Writes `file.gz` (unless it is there) and `file.br`, made with brotli's `quality`, beside each file. Raises ProgramError."""
    kept = cache / "brotli"
    kept.mkdir(parents=True, exist_ok=True)
    stored = {file: kept / f"{hashlib.sha256(file.read_bytes()).hexdigest()}-{quality}" for file in files}
    _fill({found: file for file, found in stored.items() if not found.exists()}, quality)
    for file, found in stored.items():
        packed = file.with_name(f"{file.name}.gz")
        if not packed.exists():
            packed.write_bytes(gzipped(file.read_bytes()))
        file.with_name(f"{file.name}.br").write_bytes(found.read_bytes())
        found.touch()
    for old in sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink()


def _fill(missing: dict[Path, Path], quality: int) -> None:
    """Compresses what the cache lacks: place in the cache -> file. A file appears there only when it is whole."""
    if not missing:
        return
    fresh = {found: found.with_suffix(".new") for found in missing}
    paths = [str(path) for found, file in missing.items() for path in (file, fresh[found])]
    programs.run(["node", str(SCRIPT), str(quality), *paths], "压缩")
    for found, made in fresh.items():
        made.replace(found)
