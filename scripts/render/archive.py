"""The archive of a release: the tables of the data as they were, in one ZIP file that stays as it is."""

import io
import zipfile

from render import volume, words
from render.columns import LARGE, SHEETS, STANDARD_CASES, Sheet
from render.package import title
from render.rows import tables
from render.site import Site
from render.texts import csv_bytes

README = """\
{title}
数据版本：{version}
发布日期：{day}
政策文件收录至：{until}
许可：CC BY 4.0，写明“居民医保政策对照”和数据版本就可以转载、修改、商用。

{files}
每个数以它的文件和条款为准，引用请写文号和条款。CSV 是带 BOM 的 UTF-8。
"""


def archive(site: Site, day: str) -> bytes:
    """The ZIP file of a release on a day (ISO); the same bytes for the same data and day."""
    listed = "".join(f"{sheet.path}  {sheet.meaning}\n" for sheet in SHEETS)
    readme = README.format(
        title=title(site),
        version=site.policy.data_version,
        day=day,
        until=words.day(site.collected_until),
        files=listed,
    )
    members = {
        "README.txt": readme.encode("utf-8-sig"),
        **{sheet.path: _content(site, sheet) for sheet in SHEETS},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, (int(day[:4]), int(day[5:7]), int(day[8:]), 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, text)
    return content.getvalue()


def _content(site: Site, sheet: Sheet) -> bytes:
    """A table's CSV file."""
    if sheet in LARGE:
        rows = (volume.of(part).rows(sheet.path, site.policy.data_version) for part in site.by_province)
        return b"".join([csv_bytes(sheet.columns, ()), *rows])
    return csv_bytes(sheet.columns, volume.cases(site) if sheet == STANDARD_CASES else tables(site)[sheet])
