"""Settles a file of single stays in hospital, a million in seconds: CSV or Parquet in, the same with what is paid out.

    many.py stays.csv paid.parquet

The columns are those of `urrbmi settle --csv`, as far as stays have them; what is paid is the same to the fen. Each row is
settled for itself, as if nothing came before it in its year. For explanations there is `urrbmi settle`.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from arrays import UNKNOWN, Ints, Pieces, Stays
from render.estimate import ADULT, OLDEST
from urrbmi.claims import COSTS
from urrbmi.errors import BadInput, nearest, reason, unknown_name
from urrbmi.interface import Interface
from urrbmi.money import HIGHEST_YUAN, show
from urrbmi.policy import Policy

REQUIRED = ("place", "date", "facility")
#: what an empty cell, or a column that is not there, stands for
DEFAULTS = {
    "kind": "inpatient",
    "location": "local",
    "group": "ordinary",
    "age": str(ADULT),
    **dict.fromkeys(COSTS, "0"),
}
COLUMNS = (*REQUIRED, *DEFAULTS)
#: how a file is read, and how it is written, by the ending of its name
READERS = {
    ".csv": "read_csv(?, columns = {columns}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"')",
    ".parquet": "(SELECT regexp_replace(COLUMNS(*)::VARCHAR, ' 00:00:00$', '') FROM read_parquet(?))",
}
PARQUET_TITLES = "DESCRIBE FROM read_parquet(?)"
WRITERS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet"}
#: a day as the core reads it
DAY = (
    r"CASE WHEN {0} NOT LIKE '0000%' AND regexp_full_match({0}, '\d{{4}}(-\d\d-\d\d|/\d{{1,2}}/\d{{1,2}})') "
    "THEN TRY_CAST(replace({0}, '/', '-') AS DATE) END"
)
AGE = rf"CASE WHEN regexp_full_match({{0}}, '\d{{{{1,4}}}}') AND {{0}}::INT <= {OLDEST} THEN {{0}}::INT END"
#: an amount in yuan that is one, in fen
FEN = (
    r"CASE WHEN regexp_full_match({0}, '\d{{1,30}}(,\d{{3}})*(\.\d{{1,2}})?') "
    f"AND TRY_CAST(replace({{0}}, ',', '') AS DECIMAL(38, 2)) <= {HIGHEST_YUAN} "
    "THEN (replace({0}, ',', '')::DECIMAL(18, 2) * 100)::BIGINT END"
)
PAID = ("cost", "basic_fund", "critical_illness", "self")


class File:
    """A file of stays, read whole into a table `given`, its columns checked. Raises BadInput, as all it offers."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection, self.name = connection, path.name
        self.columns: list[str] = []
        # A name with *, ? or [ is that of one file, too.
        literal = re.sub(r"[*?\[]", r"[\g<0>]", str(path))
        try:
            path.open("rb").close()
            if path.suffix.lower() == ".csv":
                self.columns = _titles(path)
            else:
                self.columns = [name for name, *_ in connection.execute(PARQUET_TITLES, [literal]).fetchall()]
            _check_columns(self.columns, path.name)
            columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in self.columns) + "}"
            reader = READERS[path.suffix.lower()].format(columns=columns)
            connection.execute(f"CREATE TABLE given AS FROM {reader}", [literal])
        except OSError as error:
            raise BadInput(f"{path.name}：{reason(error)}") from None
        except (UnicodeDecodeError, csv.Error):
            raise BadInput(f"{path.name}：不是 UTF-8 的 CSV；请另存为 CSV UTF-8") from None
        except StopIteration:
            raise BadInput(f"{path.name}：是空的；第一行应当是列名") from None
        except duckdb.Error as error:
            raise BadInput(f"{path.name}：{_unreadable(str(error), len(self.columns))}") from None

    def places(self, policy: Policy) -> tuple[list[str], Ints]:
        """The cities that occur, by their names, and where in this list each row's stands."""
        names = [policy.places[code]["name"] for code in policy.city_codes.values()]
        codes = self._codes("place", list(policy.city_codes), list(dict.fromkeys(names)))
        found, rows = np.unique(np.array(names)[codes], return_inverse=True)
        return found.tolist(), rows

    def stays(self, places: Ints, pieces: Pieces) -> Stays:
        """The stays as arrays."""
        self._codes("kind", ["inpatient"])
        return Stays(
            places,
            self._column("date", DAY, _not_a_day),
            self._codes("facility", pieces.facilities),
            self._codes("location", pieces.locations),
            self._codes("group", pieces.groups),
            self._column("age", AGE, _not_an_age),
            {kind: self._column(kind, FEN, partial(_not_an_amount, kind)) for kind in COSTS if kind in self.columns},
        )

    def _codes(self, name: str, allowed: list[str], told: list[str] | None = None) -> Ints:
        """A column of names as indexes into those that are allowed; errors name those of `told`, if it is given."""
        listed = ", ".join(f"'{one}'" for one in allowed)
        codes = f"list_position([{listed}], {{0}}) - 1"
        return self._column(name, codes, lambda cell: unknown_name(name, cell, told or allowed))

    def _column(self, name: str, read: str, wrong: Callable[[str], BadInput]) -> npt.NDArray[Any]:
        """A column, read by an SQL expression that makes NULL of what it cannot read."""
        default = f"'{DEFAULTS[name]}'" if name in DEFAULTS else "''"
        cell = f"coalesce(nullif(trim(\"{name}\"), ''), {default})" if name in self.columns else default
        found = self.connection.execute(f"SELECT {read.format(cell)} AS found FROM given").fetchnumpy()["found"]
        if np.ma.is_masked(found):
            row = int(np.flatnonzero(np.ma.getmaskarray(found))[0])
            [text] = self.connection.execute(f"SELECT {cell} FROM given LIMIT 1 OFFSET {row}").fetchone() or [""]
            raise BadInput(f"{self.name} 第 {row + 1} 行（不算列名）：{wrong(text)}")
        return np.asarray(found)

    def write(self, path: Path, results: dict[str, npt.NDArray[Any]]) -> None:
        """Writes the file with results (fen) at the right, in yuan; empty where they are UNKNOWN."""
        self.connection.register("results", results)
        paid = ", ".join(f"(nullif({name}, {UNKNOWN}) * 0.01)::DECIMAL(18, 2) AS {name}" for name in results)
        status = "CASE WHEN self = -1 THEN 'unknown' ELSE 'ok' END AS status"
        target = str(path).replace("'", "''")
        try:
            self.connection.execute(
                f"COPY (FROM given POSITIONAL JOIN (SELECT {status}, {paid} FROM results)) "
                f"TO '{target}' ({WRITERS[path.suffix.lower()]})"
            )
        except duckdb.Error as error:
            raise BadInput(f"{path.name}：写不了；{str(error).splitlines()[0]}") from None


def settle_file(given: Path, made: Path) -> None:
    """Settles a file into another. Raises BadInput."""
    for path in (given, made):
        if path.suffix.lower() not in READERS:
            raise BadInput(f"{path.name}：只认得 {'、'.join(READERS)} 文件")
    if given.exists() and made.exists() and made.samefile(given):
        raise BadInput(f"{made.name}：结果不能写进输入的文件；请换一个名字")
    policy = Interface((files("urrbmi") / "policy.json").read_text(encoding="utf-8")).policy
    with duckdb.connect() as connection:
        file = File(connection, given)
        cities, places = file.places(policy)
        pieces = Pieces(policy, cities or None)
        stays = file.stays(places, pieces)
        paid = pieces.settle(stays)
        cost = sum(stays.costs.values(), np.zeros(len(stays), np.int64))
        borne = np.where(paid.basic_fund == UNKNOWN, UNKNOWN, cost - paid.basic_fund - paid.critical_illness)
        file.write(made, dict(zip(PAID, (cost, paid.basic_fund, paid.critical_illness, borne), strict=True)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit status: 0, or 2 for bad input, with one line on standard error."""
    parser = argparse.ArgumentParser(description="结算一张住院费用的大表（CSV 或 Parquet）：每行一次住院，各算各的。")
    parser.add_argument("given", type=Path, metavar="IN", help=f"列：{'、'.join(COLUMNS)}")
    parser.add_argument("made", type=Path, metavar="OUT", help="IN 的各列，右边添上结果（元）")
    options = parser.parse_args(arguments)
    try:
        settle_file(options.given, options.made)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _titles(path: Path) -> list[str]:
    """The columns' names of a CSV file. Raises OSError, UnicodeDecodeError, csv.Error and StopIteration."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [title.strip() for title in next(csv.reader(file))]


def _check_columns(names: list[str], file: str) -> None:
    """Raises BadInput where a file has not the columns of stays, each once."""
    for name in names:
        if name not in COLUMNS:
            raise BadInput(f"{file}：没有 {show(name)} 这一列；可用：{'、'.join(COLUMNS)}{nearest(name, COLUMNS)}")
        if names.count(name) > 1:
            raise BadInput(f"{file}：{name} 这一列写了两次")
    for name in REQUIRED:
        if name not in names:
            raise BadInput(f"{file}：缺少 {name} 这一列")


def _unreadable(said: str, count: int) -> str:
    """Why a file cannot be read, from what its reader said; `count` is the number of the columns' names."""
    line = re.search(r"CSV Error on Line: (\d+)", said)
    if "unicode" in said.lower() or "utf-8" in said.lower():
        why = "不是 UTF-8；请另存为 CSV UTF-8"
    elif line:
        why = f"和列名的 {count} 格不一样多，或者引号没有成对；请改好"
    else:
        why = f"读不了；{said.splitlines()[0]}"
    return f"第 {line[1]} 行{why}" if line else why


def _not_a_day(cell: str) -> BadInput:
    return BadInput(f"date：{show(cell)} 不是日期；请写成 2025-03-10")


def _not_an_age(cell: str) -> BadInput:
    return BadInput(f"age：{show(cell)} 不是年龄；请填 0 至 {OLDEST} 的整数")


def _not_an_amount(kind: str, cell: str) -> BadInput:
    return BadInput(f"{kind}：{show(cell)} 不是金额；请填 0 至 {HIGHEST_YUAN} 元，最多两位小数，例如 1280.5")


if __name__ == "__main__":
    sys.exit(main())
