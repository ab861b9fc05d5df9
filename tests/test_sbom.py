"""The list of software names every locked package and whatever else the site delivers, each with a licence that is allowed."""

import json
import re

import pytest

import sbom
from built_site import ROOT, site


@pytest.fixture(scope="module")
def listed():
    return json.loads(sbom.LIST.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def components(listed):
    return {(one["name"], one.get("version")): one for one in listed["components"]}


def packages(components, kind):
    """The listed packages of a registry, their names as pip compares them where they are Python's."""
    name = sbom.normal if kind == "pypi" else str
    return {(name(one), version) for (one, version), told in components.items() if f"pkg:{kind}/" in told["bom-ref"]}


def test_every_locked_python_package_is_listed_in_its_version_and_no_other(components, root):
    locked = sbom.pinned((root / "requirements.txt").read_text(encoding="utf-8"))
    assert packages(components, "pypi") == set(locked.items()), "make sbom"


def test_every_locked_node_package_is_listed_in_its_version_and_no_other(components, root):
    locked = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = {(path.rpartition("node_modules/")[2], one["version"]) for path, one in locked.items() if path}
    assert packages(components, "npm") == named, "make sbom"


LOCKS = sorted({ROOT / "package-lock.json", *ROOT.glob("scripts/*/package-lock.json")})
#: those of which the registry that the lock was made with told no digest: Pagefind for systems that it does not hold
WITHOUT_DIGEST = {
    f"node_modules/@pagefind/{name}"
    for name in ("darwin-arm64", "darwin-x64", "freebsd-x64", "windows-arm64", "windows-x64")
}


@pytest.mark.parametrize("lock", LOCKS, ids=[lock.parent.name for lock in LOCKS])
def test_every_other_locked_node_package_is_named_with_a_digest_of_its_content(lock):
    locked = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    lacking = {path for path, one in locked.items() if path and not one.get("integrity", "").startswith("sha512-")}
    assert len(locked) > 1
    assert lacking == (WITHOUT_DIGEST if lock.parent == ROOT else set())


def test_every_licence_is_allowed(listed):
    allowed = set(sbom.software()["allowed"])
    for one in listed["components"]:
        stated = set(re.split(r" AND | OR |[()]", sbom.licence(one))) - {""}
        assert stated, one["name"]
        assert stated <= allowed, one["name"]


def test_a_package_that_states_no_licence_is_refused():
    package = {"name": "unheard-of", "version": "1.0", "purl": "pkg:pypi/unheard-of@1.0"}
    with pytest.raises(sbom.LicenceError, match=r"unheard-of 1\.0 没有用 SPDX 的写法写明许可"):
        sbom._package(package, sbom.software())


def test_python_and_its_compiler_have_the_versions_that_pyodide_has(components, root):
    about = json.loads((root / "node_modules/pyodide/pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    assert ("CPython", about["python"]) in components
    assert ("Emscripten", about["platform"].removeprefix("emscripten_").replace("_", ".")) in components


def test_what_stands_in_the_notice_beside_the_calculator_is_delivered(components, root):
    notice = (root / "calculator/browser/NOTICE.txt").read_text(encoding="utf-8")
    delivered = {name for (name, _), one in components.items() if one["scope"] == "required"}
    within = {"CPython", "Emscripten", "libffi", "zlib", "bzip2", "Expat", "mpdecimal", "HACL*"}
    assert all(name in notice for name in within)
    assert delivered == within | {"pyodide", "pagefind", "Material Design Icons", "Noto Sans SC"}


def test_the_list_has_no_date_no_number_drawn_by_lot_and_no_address_to_download_from(listed):
    assert "serialNumber" not in listed
    assert "timestamp" not in listed["metadata"]
    assert not [one["name"] for one in listed["components"] if "externalReferences" in one]


def test_the_page_for_people_says_the_same(listed):
    assert sbom.PAGE.read_text(encoding="utf-8") == sbom.page(listed), "make sbom"


def test_the_site_carries_both():
    assert (site() / "about/sbom.cdx.json").read_bytes() == sbom.LIST.read_bytes()
    assert (site() / "about/software/index.html").is_file()
