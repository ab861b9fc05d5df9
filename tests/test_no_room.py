"""A file that cannot be written whole is told by its name and by what is the matter, whatever writes it."""

import errno
import os
import resource
import sqlite3

import pytest

import programs
from apart import apart
from render import database
from render.columns import CELLS, LARGE, SHEETS
from render.everything import NAME, everything
from render.large_tables import DATABASE
from urrbmi.errors import REASONS

LARGEST = 10_000


@pytest.fixture(scope="module")
def tables(root):
    """The folder of the province's large tables that the site was made from."""
    [volume] = (root / "build" / "cache" / "volumes").iterdir()
    return volume / "tables"


def archive(tables, folder):
    (folder / "tables").symlink_to(tables)
    everything(folder, ["tables/cells.csv"])


def sqlite(tables, folder):
    small = {sheet: [] for sheet in SHEETS if sheet not in LARGE}
    database.sqlite(small, [tables / DATABASE], {"data_version": "0"}, folder)


def parquet(tables, folder):
    database.parquet(CELLS, [tables / database.columnar(CELLS)], "0", folder)


def limited(do, *given):
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    do(*given)


@pytest.mark.parametrize(
    ("write", "name", "code"),
    [
        (archive, NAME, errno.EFBIG),
        (sqlite, database.SQLITE, errno.EIO),  # it keeps to itself what the system said
        (parquet, "cells.parquet", errno.EFBIG),
    ],
)
def test_a_file_that_grows_too_large_is_told(tables, tmp_path, write, name, code):
    with pytest.raises(OSError, match=os.strerror(code)) as told:
        apart(limited, write, tables, tmp_path).result()
    assert told.value.errno in REASONS
    assert told.value.filename in (None, str(tmp_path / name))


def test_a_mistake_in_a_statement_is_not_taken_for_a_full_disk(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "_INDEXES", {"colours": ("item",)})
    with pytest.raises(sqlite3.OperationalError, match="colours"):
        sqlite(tables, tmp_path)


@pytest.mark.parametrize("said", ["write page.js: no space left on device", "Os { code: 28, message: 'ENOSPC' }"])
def test_a_disk_that_another_program_found_full_is_told_in_one_line(said):
    with pytest.raises(programs.ProgramError) as told:
        programs.run(["sh", "-c", 'echo "2 errors:" >&2; echo "$0" >&2; exit 1', said], "合并计算器的脚本")
    assert str(told.value) == f"“合并计算器的脚本”失败：{REASONS[errno.ENOSPC]}"
