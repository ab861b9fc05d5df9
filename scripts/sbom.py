"""Writes what software the site is made of and under which licences: a CycloneDX list for programs, a page for people.

What is installed is told by cyclonedx-bom and by npm; scripts/audit/software.yml adds what they cannot know. Both files hold no
date and no number drawn by lot, so they change only when the software does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOFTWARE = ROOT / "scripts" / "audit" / "software.yml"
REQUIREMENTS = ROOT / "requirements.txt"
LIST = ROOT / "site_src" / "pages" / "about" / "sbom.cdx.json"
PAGE = LIST.with_name("software.md")
AUDIT = ROOT / "build" / "audit" / "python" / "bin"
SCHEMA = "1.6"

Component = dict[str, Any]

_PAGE = """---
title: 用到的软件
description: 这个网站送到您那里的软件、建站和测试用到的软件，各是什么版本、什么许可。
section: about/
---

# 用到的软件

<p class="lead">网站的一部分是别人写的软件，都可以自由使用、修改和再分发。</p>

同样的内容有一份给程序读的：[sbom.cdx.json](sbom.cdx.json)（CycloneDX {schema}）。

## 送到您那里的

Pyodide 和 Python 的许可全文在[这里](../../calculator/runtime/NOTICE.txt)。

{delivered}

## 只在建站和测试时用的

这些留在建站的机器上，不在网站里。版本和散列值锁定在 `requirements.txt` 和 `package-lock.json` 里。

{others}
"""


class LicenceError(Exception):
    """A package whose licence is not known; its text is for the person who renews the list."""


def software() -> dict[str, Any]:
    """The content of scripts/audit/software.yml."""
    known: dict[str, Any] = yaml.safe_load(SOFTWARE.read_text(encoding="utf-8"))
    return known


def normal(name: str) -> str:
    """A Python package's name, as all its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(requirements: str) -> dict[str, str]:
    """The versions that a requirements.txt pins, by the packages' normal names."""
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", requirements, re.MULTILINE)}


def bill() -> dict[str, Any]:
    """The whole list, in the words of CycloneDX. Raises LicenceError."""
    known = software()
    python = _said(AUDIT / "cyclonedx-py", "environment", "--output-reproducible", "--short-PURLs", sys.executable)
    node = _said("npm", "sbom", "--sbom-format=cyclonedx", "--package-lock-only")
    locked = pinned(REQUIREMENTS.read_text(encoding="utf-8"))
    installed = [one for one in python["components"] if normal(one["name"]) in locked]
    components = [_package(one, known) for one in (*installed, *node["components"])]
    components += [_part(one) for one in known["delivered"]]
    components.sort(key=lambda one: (one["scope"] == "excluded", one["bom-ref"].lower()))
    [main] = [one for one in python["components"] if one["name"] == "urrbmi"]
    site = {"type": "application", "bom-ref": "site", "name": "urrbmi-site", "version": main["version"]}
    delivered = {"ref": "site", "dependsOn": [one["bom-ref"] for one in components if one["scope"] == "required"]}
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SCHEMA}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SCHEMA,
        "version": 1,
        "metadata": {"component": {**site, "licenses": _licences("MIT")}},
        "components": components,
        "dependencies": [delivered, *_dependencies(components, (*installed, *node["components"]), (python, node))],
    }


def page(listed: dict[str, Any]) -> str:
    """The list as a page of the site, in Markdown."""
    parts: dict[str, list[str]] = {"required": [], "excluded": []}
    for one in listed["components"]:
        name = f"{one['name']} {one['version']}" if "version" in one else one["name"]
        what = f"<br><small>{one['description']}</small>" if "description" in one else ""
        parts[one["scope"]].append(f"| {name}{what} | {licence(one)} |")
    tables = {scope: "\n".join(("| 软件和版本 | 许可 |", "|---|---|", *rows)) for scope, rows in parts.items()}
    return _PAGE.format(schema=SCHEMA, delivered=tables["required"], others=tables["excluded"])


def licence(component: Component) -> str:
    """A component's licence as one SPDX expression."""
    [one] = component["licenses"]
    return str(one.get("expression") or one["license"]["id"])


def _said(*command: str | Path) -> dict[str, Any]:
    """What a program prints, which is JSON."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _package(told: Component, known: dict[str, Any]) -> Component:
    """A package, with of all that is told what tells which one it is, and its licence."""
    what = known["delivered_packages"].get(told["name"])
    kept = {"type": "library", "bom-ref": told["purl"], "name": told["name"], "version": told["version"]}
    if what:
        kept["description"] = what
    stated = [one.get("expression") or one["license"].get("id") for one in told.get("licenses", [])]
    expression = known["licences"].get(normal(told["name"])) or " AND ".join(one for one in stated if one)
    if not expression:
        raise LicenceError(
            f"{told['name']} {told['version']} 没有用 SPDX 的写法写明许可；"
            "请看它的许可全文，写进 scripts/audit/software.yml 的 licences"
        )
    more = {"hashes": told["hashes"]} if "hashes" in told else {}
    scope = "required" if what else "excluded"
    return {**kept, "scope": scope, **more, "licenses": _licences(expression), "purl": told["purl"]}


def _part(told: dict[str, str]) -> Component:
    """What is delivered without being a package of its own."""
    version = {"version": told["version"]} if "version" in told else {}
    named = {"type": "library", "bom-ref": told["name"], "name": told["name"], **version}
    return {**named, "description": told["what"], "scope": "required", "licenses": _licences(told["licence"])}


def _licences(expression: str) -> list[dict[str, Any]]:
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def _dependencies(
    components: list[Component], told: Iterable[Component], bills: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Who needs whom among the packages, by the names that they have here."""
    names = {one["bom-ref"]: one["purl"] for one in told}
    needs = {names.get(one["ref"]): one.get("dependsOn", []) for bill in bills for one in bill["dependencies"]}
    for component in components:
        needed = sorted(names[one] for one in needs.get(component["bom-ref"], []) if one in names)
        yield {"ref": component["bom-ref"], **({"dependsOn": needed} if needed else {})}


_VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
wrong = JsonStrictValidator(SchemaVersion.from_version(sys.argv[1])).validate_str(sys.stdin.read())
sys.exit(str(wrong) if wrong else 0)
"""


def main() -> None:
    try:
        listed = bill()
    except LicenceError as error:
        raise SystemExit(str(error)) from None
    text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    subprocess.run([AUDIT / "python", "-c", _VALIDATE, SCHEMA], input=text, encoding="utf-8", check=True)
    LIST.write_text(text, encoding="utf-8")
    PAGE.write_text(page(listed), encoding="utf-8")
    print(f"{LIST.relative_to(ROOT)}、{PAGE.relative_to(ROOT)}：{len(listed['components'])} 个")


if __name__ == "__main__":
    main()
