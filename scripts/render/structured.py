"""What a page is about in the words of schema.org, for search engines and catalogues of data.

Values of the keys in ADDRESSES (schema_org.py) are paths below the site's top; scripts/hook.py makes addresses of them.
"""

from typing import Any

from render.package import MEDIATYPES
from render.paths import KINDS, download_path
from render.schema_org import CONTEXT
from render.site import Site

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = {"@type": "Organization", "name": "居民医保政策对照"}
_EVERY = "每个数字注明文件和条款。"


def all_data(site: Site, description: str, files: dict[str, str]) -> dict[str, Any]:
    """All the data; `files` gives the names below data/ with their types (text/csv)."""
    told = f"{description}{site.where}，{_years(site)}。{_EVERY}"
    return _dataset(site, "data/", "居民医保政策对照：全部数据", told, site.policy.data_version) | _downloads(files)


def item_data(site: Site, name: str, version: str) -> dict[str, Any]:
    """The tables of an item; the version is that of its page."""
    item = site.item(name)
    named = dict.fromkeys((item["name"], item["plain"]))
    told = f"{'，'.join(named)}：{item['meaning']}{_all_places(site)}"
    return _page_data(site, site.item_path(name), item["name"], told, version) | {
        "variableMeasured": item["name"],
        "alternateName": item["plain"],
    }


def case_data(site: Site, path: str, title: str) -> dict[str, Any]:
    """The table of a standard case, which rests on all data."""
    told = f"{title}：按各市各年的规定结算，医保基金、大病保险和自己各付多少。{_all_places(site)}"
    return _page_data(site, path, title, told, site.policy.data_version) | {"variableMeasured": "自己付"}


def city_service(site: Site, place: dict[str, Any], path: str) -> dict[str, Any]:
    """The insurance of a city, as a service of those who issued its latest document, or the province's where it has any."""
    own = [document for document in site.rules.documents if document.place == place["name"]]
    latest = sorted(own or _of_province(site), key=lambda document: document.order)[-1:]
    providers = [{"@type": "GovernmentOrganization", "name": issuer} for one in latest for issuer in one.issuers]
    return {
        "@context": CONTEXT,
        **_service(place["name"]),
        **({"provider": providers} if providers else {}),
        "subjectOf": {"@type": "WebPage", "name": f"{place['name']}居民医保待遇", "url": path},
    }


def application(site: Site, path: str, name: str, description: str) -> dict[str, Any]:
    """The calculator: it costs nothing, and is about the insurance."""
    return {
        "@context": CONTEXT,
        "@type": "WebApplication",
        "name": name,
        "description": description,
        "url": path,
        "applicationCategory": "FinanceApplication",
        "operatingSystem": "Any",
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "CNY"},
        "about": _service(site.area),
    }


def _service(area: str) -> dict[str, Any]:
    return {
        "@type": "GovernmentService",
        "name": f"{area}城乡居民基本医疗保险",
        "serviceType": "基本医疗保险",
        "areaServed": {"@type": "AdministrativeArea", "name": area},
    }


def _page_data(site: Site, path: str, title: str, description: str, version: str) -> dict[str, Any]:
    """A page's table with the files of the page."""
    files = {f"{download_path(path)}.{kind}": MEDIATYPES[kind] for kind in KINDS}
    name = f"{title}：{site.where}，{_years(site)}"
    catalogue = {"@type": "DataCatalog", "name": "居民医保政策对照", "url": "data/"}
    return {
        **_dataset(site, path, name, description, version),
        "includedInDataCatalog": catalogue,
        **_downloads(files),
    }


def _downloads(files: dict[str, str]) -> dict[str, Any]:
    """Files below data/ with their types."""
    downloads = [
        {"@type": "DataDownload", "contentUrl": f"data/{name}", "encodingFormat": kind} for name, kind in files.items()
    ]
    return {"distribution": downloads}


def _all_places(site: Site) -> str:
    """Of which years and cities a table is."""
    return f"{_years(site)}，{'、'.join(place['name'] for place in site.cities)}。{_EVERY}"


def _dataset(site: Site, path: str, name: str, description: str, version: str) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": path,
        "license": LICENCE,
        "creator": CREATOR,
        "version": version,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{site.years[0]}/{site.years[-1]}",
        "spatialCoverage": {"@type": "Place", "name": site.area},
    }


def _of_province(site: Site) -> list[Any]:
    cities = {place["name"] for place in site.cities}
    return [document for document in site.rules.documents if document.place not in cities]


def _years(site: Site) -> str:
    return f"{site.years[0]}至{site.years[-1]}年"
