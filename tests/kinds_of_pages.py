"""The kinds of pages the site has: how their addresses look, and the one page of each that is tried in a browser."""

import re

#: a kind: what all addresses of it match, and the fullest or widest page of it
KINDS = {
    "home": (r"", ""),
    "the calculator": (r"calculator/", "calculator/"),
    "compare": (r"compare/", "compare/"),
    "all items": (r"items/", "items/"),
    "an item": (r"items/[a-z-]+/", "items/inpatient-deductible/"),
    "a part of an item": (r"items/[a-z-]+/[a-z0-9-]+/", "items/inpatient-ratio/class-1/"),
    "all cities": (r"cities/", "cities/"),
    "a city": (r"cities/[a-z]+/", "cities/jinzhong/"),
    "all cases": (r"cases/", "cases/"),
    "a case": (r"cases/[a-z0-9-]+/", "cases/unreferred-42000/"),
    "changes": (r"changes/", "changes/"),
    "changes of a year": (r"changes/\d{4}/", "changes/2025/"),
    "changes of a city": (r"changes/[a-z]+/", "changes/jinzhong/"),
    "changes of a day": (r"changes/\d{4}-\d\d-\d\d/", "changes/2025-01-01/"),
    "documents": (r"documents/", "documents/"),
    "a document": (r"documents/[a-z]+-\d{4}-\d+[a-z-]*/", "documents/shanxi-2024-19/"),
    "coverage": (r"coverage/", "coverage/"),
    "glossary": (r"glossary/", "glossary/"),
    "methods": (r"methods/", "methods/"),
    "data": (r"data/", "data/"),
    "releases": (r"releases/", "releases/"),
    "corrections": (r"corrections/", "corrections/"),
    "search": (r"search/", "search/"),
    "about": (r"about/", "about/"),
    "software": (r"about/software/", "about/software/"),
    "not found": (r"404\.html", "404.html"),
    "an embedded item": (r"embed/items/[a-z-]+/", "embed/items/inpatient-deductible/"),
    "an embedded part of an item": (r"embed/items/[a-z-]+/[a-z0-9-]+/", "embed/items/inpatient-ratio/class-1/"),
    "embedded cities": (r"embed/cities/([a-z]+/)?", "embed/cities/jinzhong/"),
    "embedded cases": (r"embed/cases/([a-z0-9-]+/)?", "embed/cases/"),
    "embedded changes": (r"embed/changes/([a-z0-9-]+/)?", "embed/changes/2025/"),
    "embedded documents": (r"embed/documents/([a-z]+-\d{4}-\d+[a-z-]*/)?", "embed/documents/shanxi-2024-19/"),
    "the embedded tables of what is collected": (r"embed/coverage/", "embed/coverage/"),
    "an embedded chart": (r"embed/charts/[a-z0-9-]+/", "embed/charts/case-unreferred-200000/"),
    "an embedded table of the compare page": (r"embed/compare/", "embed/compare/"),
    "the embedded calculator": (r"embed/calculator/", "embed/calculator/"),
}
#: the page that stands for each kind
EXAMPLES = {kind: example for kind, (_, example) in KINDS.items()}


def kinds_of(address: str) -> list[str]:
    """The kinds that a page (its address below the site's top) belongs to: one, or the list above is wrong."""
    return [kind for kind, (pattern, _) in KINDS.items() if re.fullmatch(pattern, address)]
