"""A chart: a drawing that can stand alone (title, description, source, data version inside) and the rows it is made of."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from render.charts.svg import SMALL, TITLE, escape, group, number, tag, text, wrapped
from render.columns import Cell
from render.texts import safe

#: no wider than the text on a phone 360 pixels wide: there a unit is at least a pixel
WIDTH = 324.0
MARGIN = 8.0
LINE = 16.0
#: for the file alone; on a page site_src/style/charts.css says it, dark mode too
_LINES = """
text{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;fill:#1c2024}
.paper{fill:#fdfcfa}.title{font-weight:600}.muted,.muted text{fill:#555c63}
.grid{stroke:#dedad2}.base{stroke:#1c2024}.hatch{stroke:#8b8a85}
.dot{fill:#0b5a66}.paid{stroke:#8b8a85}.self{fill:#e1ab8a}.central{fill:#8db3b8}
.province{fill:#b8d0d3}.city,.city-and-county{fill:#d8e5e7}.county{fill:#f0f4f4}
.unknown{stroke:#8b8a85}.value{paint-order:stroke;stroke:#fdfcfa;stroke-width:3}.ring{fill:#fdfcfa;stroke:#1c2024;stroke-width:1.5}
.line{fill:none;stroke-width:3}.s0{stroke:#0b5a66}.s1{stroke:#c2703d;stroke-dasharray:7 4}
.s2{stroke:#1c2024;stroke-dasharray:2 3}.s3{stroke:#8b8a85;stroke-dasharray:12 3 3 3}
.s4{stroke:#6ba7af;stroke-dasharray:4 2}.s5{stroke:#94400f;stroke-dasharray:1 4}
"""
STYLE = _LINES.replace("\n", "")


@dataclass(frozen=True)
class Chart:
    """One chart. `body` is SVG below the title, `height` how far it reaches from there; `clauses` (provision ids) and `sources` (文号)
    are what it rests on, `readings` those without which it would look otherwise."""

    id: str
    title: str
    unit: str
    description: str
    body: str
    height: float
    clauses: tuple[str, ...]
    sources: tuple[str, ...]
    version: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    readings: tuple[str, ...]

    @property
    def inline(self) -> Markup:
        """The drawing as it stands on a page; the page's style gives it its colours."""
        return Markup(self._drawn(""))

    @property
    def svg(self) -> bytes:
        """The drawing as a file that needs nothing else."""
        return (self._drawn(STYLE) + "\n").encode()

    @property
    def csv(self) -> bytes:
        """Exactly what the drawing shows and, in each row, where it comes from; UTF-8 with a byte order mark as all downloads."""
        written = io.StringIO(newline="")
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow([*self.columns, "documents", "readings", "data_version"])
        origin = ("、".join(self.sources), "、".join(self.readings), self.version)
        for row in self.rows:
            writer.writerow([safe(cell) for cell in (*row, *origin)])
        return written.getvalue().encode("utf-8-sig")

    def _drawn(self, style: str) -> str:
        head, top = self._head()
        foot, bottom = self._foot(top + self.height)
        names = f"{self.id}-title", f"{self.id}-desc"
        whole = [
            tag("title", escape(self.title), id=names[0]),
            tag("desc", escape(self.description), id=names[1]),
            tag("style", style) if style else "",
            tag("rect", class_="paper", width=WIDTH, height=bottom),
            head,
            group(self.body, transform=f"translate(0 {number(top)})"),
            foot,
        ]
        told: dict[str, Any] = {"xmlns": "http://www.w3.org/2000/svg"} | (
            {"width": 3 * WIDTH, "height": 3 * bottom} if style else {}
        )
        return tag(
            "svg",
            "".join(whole),
            **told,
            viewBox=f"0 0 {number(WIDTH)} {number(bottom)}",
            role="img",
            font_size=SMALL,
            aria_labelledby=" ".join(names),
        )

    def _head(self) -> tuple[str, float]:
        """Title and unit, and where they end."""
        lines = wrapped(self.title, WIDTH - 2 * MARGIN, TITLE)
        drawn = [text(MARGIN, 20 + 20 * at, line, size=TITLE, class_="title") for at, line in enumerate(lines)]
        y = 20.0 * len(lines) + LINE
        return "".join(drawn) + text(MARGIN, y, self.unit, class_="muted"), y + 8

    def _foot(self, top: float) -> tuple[str, float]:
        """Where it comes from, and where that ends."""
        understood = f"有的数按本站理解（{'、'.join(self.readings)}）。" if self.readings else ""
        said = f"来源：{'、'.join(self.sources)}。{understood}居民医保政策对照，数据版本 {self.version}"
        lines = wrapped(said, WIDTH - 2 * MARGIN, SMALL)
        drawn = [text(MARGIN, top + LINE * (at + 1), line) for at, line in enumerate(lines)]
        return group("".join(drawn), class_="muted"), top + LINE * len(lines) + MARGIN
