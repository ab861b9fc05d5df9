"""The volumes of all provinces (scripts/render/volume.py): made two at a time, each by a process of its own, and kept.

What is kept is of all that a volume rests on: the province's documents and what was compiled from them, the frame that all
provinces share, and these programs. Whatever of it changes, the volume is made anew.
"""

import hashlib
import json
import os
import pickle
import shutil
import tempfile
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

import framing
import linkcheck
import searching
import swap
from reading import compile_rules
from reading.pack import packed
from render import volume
from render.apart import apart
from render.site import Site
from urrbmi.packed import unpacked

#: so many processes at a time
AT_ONCE = 2
#: what was found on a volume's pages (linkcheck.Survey)
_SURVEY = "links"

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


def lay(site: Site, made: Path) -> None:
    """Lays what is in the volumes into the made site."""
    for part in site.by_province:
        own = volume.of(part).folder / volume.SITE
        for at, _, names in os.walk(own):
            place = made / os.path.relpath(at, own)
            place.mkdir(parents=True, exist_ok=True)
            for name in names:
                swap.lay(f"{at}/{name}", f"{place}/{name}")


def surveys(site: Site) -> list[linkcheck.Survey]:
    """What was found on the pages of each province."""
    return [pickle.loads((volume.of(part).folder / _SURVEY).read_bytes()) for part in site.by_province]


def _key(site: Site, code: str, part: Json, frame: str) -> str:
    """A digest of what a province's volume rests on."""
    documents = site.of_province(code).rules.documents
    told = [frame, part["data_version"], [[one.slug, site.texts.get(one.text_file)] for one in documents]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _parts(site: Site, model: Json) -> dict[str, Json]:
    """The packed model of the country with one province's rules, for each province (code); of several, with its own version."""
    whole = packed(model)
    parts = {}
    for part in site.by_province:
        code = str(part.provinces[0]["code"])
        rules = whole["provinces"][code]
        own = {"data_version": compile_rules.version(part.rules, rules)} if site.divided else {}
        parts[code] = {**whole, **own, "provinces": {code: rules}}
    return parts


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
        narrowed = _narrowed(site, code, part)
        contents = _framed(narrowed, volume.make(narrowed, folder), Path(work))
        made = folder / volume.SITE
        if narrowed.whole:
            found = [page.file for own in contents.pages.values() for page in own if page.search]
            searching.own(made, [name.removeprefix(f"{volume.SITE}/") for name in found], code, Path(work))
        survey = linkcheck.survey(made, swap.names(made))
        (folder / _SURVEY).write_bytes(pickle.dumps(survey))
        volume.keep(contents)
        folder.rename(place)


def _framed(site: Site, contents: volume.Volume, work: Path) -> volume.Volume:
    """The volume with its pages in the site's frame."""
    pages = [page for own in contents.pages.values() for page in own]
    framed = work / "framed"
    framing.run_mkdocs([replace(page, file=str(contents.folder / page.file)) for page in pages], [], site, framed, work)
    for page in pages:
        place = contents.folder / volume.SITE / page.path
        place.mkdir(parents=True, exist_ok=True)
        (framed / page.path / "index.html").rename(place / "index.html")
    shutil.rmtree(contents.folder / volume.UNFRAMED)
    return replace(
        contents,
        pages={
            room: [replace(page, file=f"{volume.SITE}/{page.path}index.html") for page in own]
            for room, own in contents.pages.items()
        },
    )
