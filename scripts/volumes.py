"""The volumes of all provinces (scripts/render/volume.py): made two at a time, each by a process of its own, and kept.

What is kept is of all that a volume rests on: the province's documents and what was compiled from them, the frame that all
provinces share, and these programs. Whatever of it changes, the volume is made anew.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from typing import Any

import swap
from reading.pack import packed
from render import marks, volume
from render.apart import apart
from render.site import Site
from urrbmi.packed import unpacked

#: so many processes at a time
AT_ONCE = 2

Json = dict[str, Any]


def fill(site: Site, model: Json, cache: Path, frame: str) -> int:
    """Gives the site the volume of each province, from the cache or made now, and returns how many were made.

    `frame` is a digest of all that they share.
    """
    cache.mkdir(parents=True, exist_ok=True)
    parts = _parts(site, model)
    places = {code: cache / _key(site, code, part, frame) for code, part in parts.items()}
    for place in places.values():
        if place.exists() and not volume.intact(place):
            shutil.rmtree(place)
    missing = [(site, code, parts[code], place) for code, place in places.items() if not place.exists()]
    if len(missing) == 1:
        _make(*missing[0])
    else:
        # The longest first, so that the two end together.
        _make_all(sorted(missing, key=lambda one: -len(site.of_province(one[1]).cities)))
    site.volumes |= {code: volume.opened(place) for code, place in places.items()}
    for old in set(cache.iterdir()) - set(places.values()):
        shutil.rmtree(old)
    return len(missing)


def lay(site: Site, data: Path) -> None:
    """Lays what is in the volumes for data/ there."""
    for part in site.by_province:
        made = volume.of(part)
        for file in (made.folder / "data").rglob("*"):
            if file.is_file():
                place = data / file.relative_to(made.folder / "data")
                place.parent.mkdir(parents=True, exist_ok=True)
                swap.lay(file, place)
        for name in made.marked("data/cite"):
            place = data.parent / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made.read(name, site.policy.data_version))


def embedded(site: Site, address: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """The embedded pages of the provinces, by their names below the site's top; `address` is that of a file of assets/."""
    for part in site.by_province:
        made = volume.of(part)
        for name in made.marked("embed"):
            yield name, marks.with_assets(made.read(name, site.policy.data_version).decode(), address).encode()


def _key(site: Site, code: str, part: Json, frame: str) -> str:
    """A digest of what a province's volume rests on."""
    documents = site.of_province(code).rules.documents
    told = [
        frame,
        {name: content for name, content in part.items() if name != "data_version"},
        [[one.slug, one.loaded.data, site.texts.get(one.text_file)] for one in documents],
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()


def _parts(site: Site, model: Json) -> dict[str, Json]:
    """The packed model of the country with one province's rules, for each province (code)."""
    whole = packed(model)
    codes = [str(place["code"]) for place in site.provinces]
    return {code: {**whole, "provinces": {code: whole["provinces"][code]}} for code in codes}


def _narrowed(site: Site, code: str, part: Json) -> Site:
    """The site of a province with its own rules alone; asked of another province, they say that these are not there."""
    absent = [place["code"] for place in part["places"] if place["kind"] == "province" and place["code"] != code]
    return volume.narrowed(site, code, {**unpacked(part), "absent": absent})


def _make_all(missing: list[tuple[Site, str, Json, Path]]) -> None:
    """Makes volumes, so many at a time."""
    running: set[Future[None]] = set()
    for one in missing:
        if len(running) == AT_ONCE:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                each.result()
        running.add(apart(_make, *one))
    for each in running:
        each.result()


def _make(site: Site, code: str, part: Json, place: Path) -> None:
    """Makes the volume of a province (code), which stands in its place only when it is whole."""
    with tempfile.TemporaryDirectory(dir=place.parent.parent, prefix="work-") as work:
        folder = Path(work) / place.name
        folder.mkdir()
        volume.make(_narrowed(site, code, part), folder)
        folder.rename(place)
