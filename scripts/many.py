"""Settles a file of single stays in hospital, a million in seconds: CSV or Parquet in, the same with what is paid out.

    many.py stays.csv paid.parquet

The columns are those of `urrbmi settle --csv`, as far as stays have them; what is paid is the same to the fen. Each row is
settled for itself, as if nothing came before it in its year. For explanations there is `urrbmi settle`.
"""

import argparse
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
from urrbmi.errors import BadInput, nearest, unknown_name
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
    ".csv": "read_csv(?, all_varchar = true, header = true)",
    ".parquet": "(SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?))",
}
WRITERS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet"}
#: an amount in yuan that is one, in fen
FEN = (
    r"CASE WHEN regexp_full_match({0}, '\d{{1,9}}(\.\d{{1,2}})?') "
    f"AND {{0}}::DECIMAL(18, 2) <= {HIGHEST_YUAN} THEN ({{0}}::DECIMAL(18, 2) * 100)::BIGINT END"
)
PAID = ("cost", "basic_fund", "critical_illness", "self")


class File:
    """A file of stays, read whole into a table `given`, its columns checked. Raises BadInput, as all it offers."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection, self.name = connection, path.name
        try:
            connection.execute(f"CREATE TABLE given AS FROM {READERS[path.suffix.lower()]}", [str(path)])
        except duckdb.Error as error:
            raise BadInput(f"{path.name}：读不了，CSV 请存成 UTF-8；{str(error).splitlines()[0]}") from None
        self.columns = [name for name, *_ in connection.execute("DESCRIBE given").fetchall()]
        for name in self.columns:
            if name not in COLUMNS:
                raise BadInput(
                    f"{path.name}：没有 {show(name)} 这一列；可用：{'、'.join(COLUMNS)}{nearest(name, COLUMNS)}"
                )
        for name in REQUIRED:
            if name not in self.columns:
                raise BadInput(f"{path.name}：缺少 {name} 这一列")

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
            self._column("date", "TRY_CAST(replace({0}, '/', '-') AS DATE)", _not_a_day),
            self._codes("facility", pieces.facilities),
            self._codes("location", pieces.locations),
            self._codes("group", pieces.groups),
            self._column(
                "age", f"CASE WHEN TRY_CAST({{0}} AS INT) BETWEEN 0 AND {OLDEST} THEN {{0}}::INT END", _not_an_age
            ),
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


def _not_a_day(cell: str) -> BadInput:
    return BadInput(f"date：{show(cell)} 不是日期；请写成 2025-03-10")


def _not_an_age(cell: str) -> BadInput:
    return BadInput(f"age：{show(cell)} 不是年龄；请填 0 至 {OLDEST} 的整数")


def _not_an_amount(kind: str, cell: str) -> BadInput:
    return BadInput(f"{kind}：{show(cell)} 不是金额；请填 0 至 {HIGHEST_YUAN} 元，最多两位小数，例如 1280.5")


if __name__ == "__main__":
    sys.exit(main())
