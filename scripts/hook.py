"""Hands the generated pages to MkDocs.

They stand in its configuration's `extra`, where scripts/framing.py puts them:

    pages: {"items/inpatient-ratio/": {"title": …, "html": …, "description": …, "section": "items/", …}}
    elsewhere: [{"url": "cities/taiyuan/", "title": …, "guessed": …, "search": …}]

`html` is what stands inside <main>; it never passes through Markdown, which would take most of the build's time. Where it
is empty, it lies in `file`: a province's pages need not lie in the memory together. `elsewhere` are pages that are there
already, which the site map and the page of lost addresses name.
`section` is the path of the hub the page belongs to: it marks the hub in the header and gives the breadcrumb.
Optional keys: `crumbs` (more steps of the breadcrumb, [[title, path], …]), `keywords` (other words people search for),
`head` (HTML for the <head>), `layout` ("wide" for a wide table), `structured` (what the page is about in the words of
schema.org: scripts/render/structured.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from render import assets, cards
from render.schema_org import ADDRESSES, CONTEXT
from render.security import content_policy

# Where reports go, in the words of the page about the site; without an address it says that there is none.
REPORT_TO = "REPORT_TO"
REPORT_ADDRESS = "报告寄到这里：<{}>。"
NO_ADDRESS = (
    "**这个网站还没有公布收报告的地址。** 报告可以先交给告诉您这个网址的人；"
    "建这个网站的人在 `mkdocs.yml` 的 `report_error` 填上地址，这里和每一页的“报告错误”就会指向它。"
)
_pages: dict[str, dict[str, Any]] = {}
#: the hubs of the header that are made elsewhere
_hubs: set[str] = set()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.extra["report_error"] = config.extra.get("report_error") or ""
    _pages.clear()
    _pages.update((_source_uri(path), page) for path, page in config.extra["pages"].items())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    own = str(Path(config.config_file_path).parent)
    for file in list(files):
        # The stock theme's style, scripts and search workers (1 MB) are not used by our templates.
        if file.src_dir is not None and not os.path.abspath(file.src_dir).startswith(os.path.join(own, "site_src")):
            files.remove(file)
    # The header leads to all hubs, whoever makes them.
    _hubs.clear()
    _hubs.update(uri for uri in _leaves(config.nav) if uri not in _pages and files.get_file_from_path(uri) is None)
    for uri in (*_pages, *_hubs):
        existing = files.get_file_from_path(uri)
        if existing is not None:
            files.remove(existing)
        files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    for uri, content in assets.made().items():
        files.append(File.generated(config, uri, content=content))
    return files


def _leaves(nav: Any) -> Iterator[str]:
    """The pages of mkdocs.yml's nav."""
    if isinstance(nav, str):
        yield nav
    for one in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _leaves(one)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    generated = _pages.get(page.file.src_uri)
    if generated is not None:
        page.meta = {key: value for key, value in generated.items() if key not in ("html", "file")}
        # There is no Markdown to convert, and to be ready for it would take as long as to put the page into its frame.
        page.content = ""
        page.render = lambda config, files: None  # type: ignore[method-assign]
    # The day of the build would make two builds of one commit differ.
    page.update_date = config.extra["today"]
    to = config.extra["report_error"].split("?")[0]
    return markdown.replace(REPORT_TO, REPORT_ADDRESS.format(to) if to else NO_ADDRESS)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    generated = _pages.get(page.file.src_uri)
    # Markdown's tables have no rows with headers, and do not say that theirs are of columns.
    return html.replace("<th>", '<th scope="col">') if generated is None else str(generated["html"])


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    page.content = None  # so many pages need not lie in the memory together
    # Of what is empty MkDocs writes no file.
    return "" if page.file.src_uri in _hubs else output


def _stands_in(page: Page) -> str | None:
    """What stands in a page, read when its turn comes."""
    file = _pages.get(page.file.src_uri, {}).get("file")
    return Path(file).read_text(encoding="utf-8") if file else page.content


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    page.content = _stands_in(page)
    hubs = {hub.url: hub.title for hub in nav.pages}
    section = page.meta.get("section", "")
    steps: list[tuple[str | None, str]] = []
    if not page.is_homepage:
        steps.append((nav.pages[0].title, ""))
        if section and section != page.url:
            steps.append((hubs.get(section, section), section))
        steps.extend((title, path) for title, path in page.meta.get("crumbs", []))
    context["crumbs"] = steps
    context["hub"] = section or page.url
    context["card"] = cards.address(cards.kind(page.url))

    def address(path: str) -> str:
        return config.site_url + path if config.site_url else get_relative_url(path, page.url)

    trail = [*steps, (page.title, page.url)] if steps else []
    context["structured"] = [
        _addressed(about, address) for about in [*page.meta.get("structured", []), *_breadcrumb(trail)]
    ]
    return context


def _breadcrumb(trail: list[tuple[str | None, str]]) -> list[dict[str, Any]]:
    """Where a page stands, in the words of schema.org; nothing for the home page."""
    listed = [
        {"@type": "ListItem", "position": place, "name": title, "item": path}
        for place, (title, path) in enumerate(trail, 1)
    ]
    return [{"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": listed}] if listed else []


def _addressed(about: Any, address: Callable[[str], str]) -> Any:
    """The same with addresses where there were paths below the site's top."""
    if isinstance(about, list):
        return [_addressed(one, address) for one in about]
    if not isinstance(about, dict):
        return about
    return {key: address(one) if key in ADDRESSES else _addressed(one, address) for key, one in about.items()}


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    # MkDocs takes a site without an address to stand at the root of its host; ours may stand anywhere.
    if template_name == "404.html" and not config.site_url:
        context["base_url"] = "."
    own = [_named(file.page) for file in context["pages"] if file.page and file.src_uri not in _hubs]
    elsewhere = [{**one, "canonical": f"{config.site_url or ''}{one['url']}"} for one in config.extra["elsewhere"]]
    context["all_pages"] = [*own, *elsewhere]
    return context


def _named(page: Page) -> dict[str, Any]:
    """A page as the site map and the page of lost addresses name it."""
    told = {name: page.meta.get(name) is not False for name in ("guessed", "search")}
    return {"url": page.file.url, "canonical": page.canonical_url, "title": page.title, **told}


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    # Chinese as it is, in half the bytes; what could end the script element is escaped all the same.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    env.filters["content_policy"] = content_policy
    env.filters["asset"] = assets.address
    env.globals["once"] = _once()
    return env


def _once() -> Callable[..., str]:
    """What a template writes the same way for many pages: `{% call once(all that it depends on) %}…{% endcall %}`."""
    written: dict[tuple[Any, ...], str] = {}

    def once(*depends_on: Any, caller: Callable[[], str]) -> str:
        if depends_on not in written:
            written[depends_on] = caller()
        return written[depends_on]

    return once


def _source_uri(path: str) -> str:
    """`items/inpatient-ratio/` -> `items/inpatient-ratio/index.md`; the home page is ``."""
    return f"{path.strip('/')}/index.md".lstrip("/")
