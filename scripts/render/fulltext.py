"""The pages of the documents' texts, where the build is given them: the words that are evidence are marked and linked."""

from reading.fulltext import blocks
from reading.ruleset import Document
from render import citing
from render.page import Page
from render.paths import document_path
from render.site import Site


def text_path(document: Document) -> str:
    """The path of the page of a document's text."""
    return f"{document_path(document)}text/"


def page(site: Site, document: Document) -> Page:
    """The page of a document's text; site.texts has it."""
    found = blocks(document, site.texts[document.text_file])
    pieces = [piece for block in found for row in block.rows for cell in row for piece in cell]
    # A provision is quoted from several places at times; its address is the first.
    first: dict[str, int] = {}
    for piece in pieces:
        for provision in piece.begins:
            first.setdefault(provision, id(piece))
    path = text_path(document)
    html = site.render(
        "document_text.html.jinja",
        path,
        document=document,
        blocks=found,
        citation=citing.collection(site, [one.id for one in document.provisions], "全文"),
        filled=citing.filled,
        starts=lambda piece: [name for name in piece.begins if first[name] == id(piece)],
    )
    description = f"{document.number}《{document.title}》全文，用到的原文都标出，并连到相应的条款和数。"
    crumbs = ((document.number, document_path(document)),)
    return Page(path, f"全文：{document.number}", html, description, "documents/", crumbs)
