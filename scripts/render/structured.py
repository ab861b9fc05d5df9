"""What a page is about in the words of schema.org, for search engines and catalogues of data.

Values of the keys in ADDRESSES are paths below the site's top; scripts/hook.py makes addresses of them.
"""

from typing import Any

from render.site import Site

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = {"@type": "Organization", "name": "居民医保政策对照"}
CONTEXT = "https://schema.org"
#: keys whose values are addresses on this site
ADDRESSES = ("url", "contentUrl", "item")


def all_data(site: Site, description: str, files: dict[str, str]) -> dict[str, Any]:
    """All the data; `files` gives the names below data/ with their types (text/csv)."""
    found = _dataset(site, "data/", "居民医保政策对照：全部数据", description)
    found["distribution"] = [
        {"@type": "DataDownload", "contentUrl": f"data/{name}", "encodingFormat": kind} for name, kind in files.items()
    ]
    return found


def item_data(site: Site, name: str) -> dict[str, Any]:
    """The tables of an item."""
    item = site.item(name)
    found = _dataset(site, site.item_path(name), f"{item['name']}：{site.where}，{_years(site)}", item["meaning"])
    found["variableMeasured"] = item["name"]
    found["alternateName"] = item["plain"]
    found["includedInDataCatalog"] = {"@type": "DataCatalog", "name": "居民医保政策对照", "url": "data/"}
    return found


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


def _dataset(site: Site, path: str, name: str, description: str) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": f"{description}{site.where}，{_years(site)}，每个数字注明文件和条款。",
        "url": path,
        "license": LICENCE,
        "creator": CREATOR,
        "version": site.policy.data_version,
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
