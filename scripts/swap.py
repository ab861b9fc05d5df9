"""Puts a finished file or folder in the place of the last one, so that at every moment one whole stands there."""

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Waits until no other build works in the folder, and keeps others out until it is done."""
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("另一次建站正在进行，等它结束…", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # Said, and not only closed: a process that was begun meanwhile may not have ended, and would hold it on.
            fcntl.flock(lock, fcntl.LOCK_UN)


def write(file: Path, content: str | bytes) -> None:
    """Writes a file (text as UTF-8) that is whole or not there: an error leaves what was there before."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def replace(place: Path, made: Path) -> None:
    """`made` takes the place of `place`, which then stands where `made` stood (if it was there)."""
    if not place.exists():
        made.rename(place)
        return
    if _exchanged(place, made):
        return
    old = _old(place)
    place.rename(old)
    made.rename(place)
    old.rename(made)


def match(folder: Path, files: Mapping[str, tuple[str, os.stat_result]]) -> None:
    """Makes a folder that has these files alone, whatever was in it before: name below it -> the file that is laid there, and
    what the disk says of it.

    What is one of them already stays, told by its number: to lay a country's files anew takes seconds, and so does to ask
    the disk about each.
    """
    if folder.is_symlink() or folder.is_file():
        folder.unlink()  # what a link leads to is not this folder's
    folder.mkdir(parents=True, exist_ok=True)
    missing, top, device = dict(files), len(str(folder)) + 1, folder.stat().st_dev
    rooms = {os.path.dirname(name) for name in files}
    for room in list(rooms):
        while room := os.path.dirname(room):
            rooms.add(room)
    empty: list[str] = []
    for one in _entries(folder):
        name = one.path[top:]
        if one.is_dir(follow_symlinks=False):
            empty += [] if name in rooms else [one.path]
            continue
        _, said = missing.get(name, (None, None))
        if said and (said.st_dev, said.st_ino) == (device, one.inode()):
            del missing[name]
        else:
            os.unlink(one.path)
    for path in reversed(empty):
        os.rmdir(path)
    for room in {os.path.dirname(name) for name in missing}:
        (folder / room).mkdir(parents=True, exist_ok=True)
    for name, (file, _) in missing.items():
        lay(file, folder / name)


def move_into(folder: Path, made: Path) -> None:
    """Moves all files of `made`, which lies on the same disk, into a folder beside what is there."""
    for name in names(made):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (made / name).rename(target)


def lay(file: str | Path, place: str | Path) -> None:
    """Lays a file in its place, where none is; where the disk cannot have it in two, a copy."""
    try:
        os.link(file, place)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(file, place)


def names(folder: Path) -> Iterator[str]:
    """The files of a folder, by their names below it."""
    top = len(str(folder)) + 1
    return (one.path[top:] for one in _entries(folder) if not one.is_dir(follow_symlinks=False))


def stats(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder, and its links, by their names below it, each with what the disk says of it."""
    top = len(str(folder)) + 1
    for one in _entries(folder):
        if not one.is_dir(follow_symlinks=False):
            yield one.path[top:], one.stat(follow_symlinks=False)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All that is below a folder, a folder before what is in it; no link is followed."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            inside = list(found)  # all at once: some disks leave out others when one is removed meanwhile
        for one in inside:
            if one.is_dir(follow_symlinks=False):
                waiting.append(one.path)
            yield one


def remove(folder: Path, cache: Path) -> None:
    """Removes a folder that nobody may find with a part of its files; what an interruption leaves in the cache, `recover` clears.

    What stands there instead of a folder goes, too.
    """
    gone = cache / f"work-{folder.name}"
    shutil.rmtree(gone, ignore_errors=True)
    folder.rename(gone)
    if gone.is_dir() and not gone.is_symlink():
        shutil.rmtree(gone)
    else:
        gone.unlink()


def recover(place: Path) -> None:
    """Brings back the last folder where a replacement without exchange was interrupted between its steps, and clears away what
    interrupted builds have left."""
    old = _old(place)
    if old.exists() and not place.exists():
        old.rename(place)
    for left in [old, *place.parent.glob("work-*"), *place.parent.glob("cache/work-*")]:
        shutil.rmtree(left, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two folders in one step (Linux can)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(exchange(_AT_FDCWD, str(one).encode(), _AT_FDCWD, str(other).encode(), _EXCHANGE) == 0)


def _old(place: Path) -> Path:
    return place.with_name(place.name + ".old")
