"""The volumes of all provinces (scripts/render/volume.py): made two at a time, each by a process of its own, and kept.

Where only one is due, two processes make it. All of them are begun here: of a process that one of them had begun, and that
lived on when it was killed, nobody would hear.

What is kept is of all that a volume rests on: the province's documents and what was compiled from them, the frame that all
provinces share, and these programs. Whatever of it changes, the volume is made anew.
"""

import hashlib
import json
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import framing
import linkcheck
import provinces
import searching
import swap
from apart import apart
from reading import compile_rules
from render import volume
from render.earlier import Earlier
from render.page import Page
from render.site import Site
from urrbmi.packed import unpacked

#: so many processes at a time
AT_ONCE = 2
#: what was found on a volume's pages (linkcheck.Survey)
_SURVEY = "links"

Json = dict[str, Any]


def clear(cache: Path) -> dict[Path, dict[str, os.stat_result]]:
    """Makes the folder of the volumes that are kept, without what is none, or into whose files somebody has written since.

    Of a province it keeps the latest alone: a build may have ended before the older one went. Returns the files of those that
    stay (volume.standing).
    """
    cache.mkdir(parents=True, exist_ok=True)
    kept: dict[Path, dict[str, os.stat_result]] = {}
    seen: set[str] = set()
    for place in sorted(cache.iterdir(), key=lambda place: place.lstat().st_mtime_ns, reverse=True):
        code = place.name.partition("-")[0]
        files = None if code in seen else volume.standing(place)
        if files is None:
            swap.remove(place, cache.parent)
        else:
            seen.add(code)
            kept[place] = files
    return kept


def prepare(cache: Path, made: Path) -> None:
    """Clears the cache, and makes a site that has the files of the volumes in it alone, as far as it has not from an earlier build."""
    kept = clear(cache)
    files = {name: (f"{place}/{volume.SITE}/{name}", said) for place, own in kept.items() for name, said in own.items()}
    swap.match(made, files)


def parts(site: Site, whole: Json) -> dict[str, Json]:
    """The packed model with one province's rules, for each province (code); of several, with its own version."""
    found = {}
    for part in site.by_province:
        code = str(part.provinces[0]["code"])
        rules = whole["provinces"][code]
        own = {"data_version": compile_rules.version(part.rules, rules)} if site.divided else {}
        found[code] = {**whole, **own, "provinces": {code: rules}}
    return found


def fill(site: Site, models: dict[str, Json], cache: Path, frame: str, made: Path | None = None) -> int:
    """Gives the site the volume of each province, from the cache (which was cleared) or made now, and returns how many were made.

    `models` are those of the provinces (`parts`), `frame` is a digest of all that they share; `made` is the prepared site, in
    which their files lie then.
    """
    of_frame = hashlib.sha256(frame.encode()).hexdigest()[:12]
    places = {code: cache / f"{code}-{of_frame}-{_key(site, code, part, frame)}" for code, part in models.items()}
    # The longest first, so that those which are made at a time end together.
    missing = sorted(
        (code for code, place in places.items() if not place.exists()),
        key=lambda code: -len(site.of_province(code).cities),
    )
    found: dict[str, volume.Volume] = {}
    dated = set(cache.iterdir()) - set(places.values())
    # What the same programs made of a province's last rules can be taken again where it is the same.
    earlier = dict.fromkeys(models, Earlier())
    for old in dated:
        code = old.name.partition("-")[0]
        if code in models and old.name.startswith(f"{code}-{of_frame}-"):
            earlier[code] = volume.opened(old).earlier
    if made:
        for old in dated:
            _unlay(old, made)

    def take(codes: Iterable[str]) -> None:
        for code in codes:
            found[code] = volume.opened(places[code])
            if made and code in missing:
                lay(found[code], made)

    kept = [code for code in places if code not in missing]
    if len(missing) == 1:
        [code] = missing
        with _by_two(site, code, models[code], places[code], earlier[code]) as finish:
            take(kept)
            finish()
        take(missing)
    else:
        waiting = iter(missing)
        running: dict[Future[None], str] = {}

        def begin(count: int) -> None:
            for code in islice(waiting, count):
                work = apart(_make, site, code, models[code], places[code], earlier[code])
                running[work] = code

        begin(AT_ONCE)
        try:
            take(kept)
            while running:
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    done.result()
                    code = running.pop(done)
                    begin(1)
                    take([code])
        finally:
            wait(running)  # whatever went wrong: nothing may come into the cache after the build
    site.volumes |= {code: found[code] for code in places}
    for old in dated:
        swap.remove(old, cache.parent)
    return len(missing)


def lay(one: volume.Volume, made: Path) -> None:
    """Lays what is in a volume into the made site."""
    for place, names in _rooms(one.folder, made):
        place.mkdir(parents=True, exist_ok=True)
        for name, file in names.items():
            swap.lay(file, f"{place}/{name}")


def _unlay(folder: Path, made: Path) -> None:
    """Takes what is in the volume of a folder out of the made site, where nothing else lies yet but volumes."""
    for place, names in reversed(list(_rooms(folder, made))):
        for name in names:
            (place / name).unlink()
        if not any(place.iterdir()):
            place.rmdir()


def _rooms(folder: Path, made: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """The folders of a volume's files, each by its place in the made site: a file's name -> the file."""
    own = folder / volume.SITE
    for at, _, names in os.walk(own):
        yield made / os.path.relpath(at, own), {name: f"{at}/{name}" for name in names}


def surveys(site: Site) -> list[linkcheck.Survey]:
    """What was found on the pages of each province."""
    return [pickle.loads((volume.of(part).folder / _SURVEY).read_bytes()) for part in site.by_province]


def _key(site: Site, code: str, part: Json, frame: str) -> str:
    """A digest of what a province's volume rests on: its version says what its rules are."""
    documents = site.of_province(code).rules.documents
    shared = {name: content for name, content in part.items() if name != "provinces"}
    told = [frame, shared, [[one.slug, site.texts.get(one.text_file)] for one in documents]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _narrowed(site: Site, code: str, part: Json) -> Site:
    """The site of a province with its own rules alone; asked of another province, they say that these are not there."""
    absent = [place["code"] for place in part["places"] if place["kind"] == "province" and place["code"] != code]
    return volume.narrowed(site, code, {**unpacked(part), "absent": absent})


def _make(site: Site, code: str, part: Json, place: Path, earlier: Earlier) -> None:
    """Makes the volume of a province (code); `earlier` are files that its last one had."""
    with _folder(place) as folder:
        narrowed = _narrowed(site, code, part)
        second = _second(narrowed, part, folder)
        _finish(narrowed, second, partial(_first, narrowed, folder, earlier), folder, place)


@contextmanager
def _by_two(site: Site, code: str, part: Json, place: Path, earlier: Earlier) -> Iterator[Callable[[], None]]:
    """Begins to make the volume of a province (code) by two processes; what it gives waits for them and finishes it."""
    narrowed = _narrowed(site, code, part)
    with _folder(place) as folder:
        first = apart(_first, narrowed, folder, earlier)
        second = apart(_second, narrowed, part, folder)
        try:
            yield lambda: _finish(narrowed, second.result(), first.result, folder, place)
        finally:
            halves: list[Future[Any]] = [first, second]
            wait(halves)  # whatever went wrong: until then they write into the folder


@contextmanager
def _folder(place: Path) -> Iterator[Path]:
    """Where a volume is made until it is whole; what is not, goes."""
    with tempfile.TemporaryDirectory(dir=place.parent.parent, prefix="work-") as work:
        folder = Path(work) / place.name
        folder.mkdir()
        yield folder


def _first(site: Site, folder: Path, earlier: Earlier) -> volume.Volume:
    """Makes one half of a volume, its pages in the site's frame."""
    made = volume.first_half(site, folder, earlier)
    return replace(made, pages=_framed(site, made.pages, folder))


def _second(site: Site, part: Json, folder: Path) -> volume.SecondHalf:
    """Makes the other half, with what the calculator fetches of the province's rules."""
    made = volume.second_half(site, folder)
    made = replace(made, pages=_framed(site, made.pages, folder))
    if not provinces.comes_apart(site.whole is not None, made.estimate):
        return made
    [rules] = part["provinces"].values()
    files = provinces.delivered(rules, made.estimate, folder / volume.SITE / "calculator" / "runtime")
    return replace(made, estimate={}, calculator=files)


def _survey(folder: Path) -> None:
    """Keeps what is found on the pages of a volume."""
    made = folder / volume.SITE
    (folder / _SURVEY).write_bytes(pickle.dumps(linkcheck.survey(made, swap.names(made))))


def _index(site: Site, pages: dict[str, list[Page]], folder: Path) -> None:
    """Makes the search index of a volume's pages; where there is one province the shared index has them."""
    if site.whole:
        found = [page.file for own in pages.values() for page in own if page.search]
        names = [name.removeprefix(f"{volume.SITE}/") for name in found]
        searching.own(folder / volume.SITE, names, str(site.provinces[0]["code"]), folder.parent)


def _finish(
    site: Site, second: volume.SecondHalf, first: Callable[[], volume.Volume], folder: Path, place: Path
) -> None:
    """Puts a volume in its place, once both halves are there, with what is found on its pages, and their search index: all pages
    that this finds are in the second half, so that it is begun at once.
    """
    with ThreadPoolExecutor(2) as beside:
        indexed = beside.submit(_index, site, second.pages, folder)
        half = first()
        shutil.rmtree(folder / volume.UNFRAMED)
        surveyed = beside.submit(_survey, folder)
        contents = volume.joined(site, half, second, folder)
        surveyed.result()
        indexed.result()
    volume.keep(contents)
    folder.rename(place)


def _framed(site: Site, pages: dict[str, list[Page]], folder: Path) -> dict[str, list[Page]]:
    """The pages that were made in a volume's folder, in the site's frame."""
    every = [page for own in pages.values() for page in own]
    listed = [replace(page, file=str(folder / page.file)) for page in every]
    with tempfile.TemporaryDirectory(dir=folder.parent) as framed:
        framing.run_mkdocs(listed, [], site, Path(framed))
        for page in every:
            place = folder / volume.SITE / page.path
            place.mkdir(parents=True, exist_ok=True)
            Path(framed, page.path, "index.html").rename(place / "index.html")
    return {
        room: [replace(page, file=f"{volume.SITE}/{page.path}index.html") for page in own]
        for room, own in pages.items()
    }
