"""The calculator of a small invented country: two provinces with two cities each, as it is delivered, on a page of its own."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bundle
import offline
import provinces
from built_site import ROOT, site
from checked_rules import read_rules
from reading.compile_rules import compile_rules
from reading.pack import packed
from render import calculator
from render.estimate import table
from render.security import content_policy
from render.site import Site
from render.templates import environment
from render.texts import compact
from synthetic import project
from urrbmi.policy import Policy

PLACES = [
    {"code": "140000", "name": "山西省", "kind": "province", "pinyin": "beaaaa"},
    {"code": "140100", "name": "太原市", "kind": "city", "parent": "140000", "pinyin": "beabaa"},
    {"code": "140200", "name": "大同市", "kind": "city", "parent": "140000", "pinyin": "beacaa"},
    {"code": "130000", "name": "河北省", "kind": "province", "pinyin": "bdaaaa"},
    {"code": "130100", "name": "石家庄市", "kind": "city", "parent": "130000", "pinyin": "bdabaa"},
    {"code": "130200", "name": "唐山市", "kind": "city", "parent": "130000", "pinyin": "bdacaa"},
]


@dataclass(frozen=True)
class SmallCountry:
    """The text of its policy.json, its calculator's manifest, and the folder of its site, which has the calculator alone."""

    policy_text: str
    manifest: dict[str, Any]
    site: Path


def make_small_country(folder: Path) -> SmallCountry:
    """The country with its calculator, made below an empty folder."""
    project.write_rules(folder / "project", PLACES, seed=1)
    rules = read_rules(folder / "project")
    model = compile_rules(rules)
    policy = packed(model)
    made = folder / "site"
    templates = environment(str(ROOT / "site_src" / "templates"))
    country = Site(rules, Policy(model), "2026-03-01", templates)
    brought = {}
    for part in country.by_province:
        code, cities = str(part.provinces[0]["code"]), [place["name"] for place in part.cities]
        estimate = table(country.policy, cities)
        brought[code] = provinces.delivered(policy["provinces"][code], estimate, made / "calculator" / "runtime")
    core, cache = ROOT / "calculator" / "urrbmi", ROOT / "build" / "cache"
    country.bundle = manifest = bundle.build(made / "calculator", policy, core, cache, brought)
    shutil.copytree(site() / "assets", made / "assets")
    path = calculator.PATH
    told = {
        "title": calculator.TITLE,
        "description": calculator.DESCRIPTION,
        "full": "",
        "asset": str,
        "policy": content_policy(path),
        "form": calculator.form(country, path),
    }
    page = country.render("embed_form.html.jinja", path, **told)
    (made / path / "index.html").write_text(page, "utf-8")
    offline.write(made / path, manifest)
    return SmallCountry(compact(policy), manifest, made)
