"""A million stays at once come out as the rules core settles each of them, to the fen; files in, files out."""

import csv
import random

import duckdb
import numpy as np
import pytest

import many
from arrays import UNKNOWN, Pieces, Stays
from urrbmi.claims import COSTS, parse_case
from urrbmi.errors import BadInput
from urrbmi.money import HIGHEST_YUAN
from urrbmi.settle import CHECKS, FIELDS, settle_case
from urrbmi.spreadsheet import csv_text, settle_row

HIGHEST = HIGHEST_YUAN * 100


@pytest.fixture(scope="module")
def pieces(policy):
    return Pieces(policy)


def in_yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def by_the_core(policy, pieces, stays, row):
    """What the core makes of one row."""
    claim = {
        "kind": "inpatient",
        "date": str(stays.days[row]),
        "facility": pieces.facilities[stays.facilities[row]],
        "location": pieces.locations[stays.locations[row]],
        "costs": {kind: in_yuan(int(fen[row])) for kind, fen in stays.costs.items()},
    }
    person = {"age": int(stays.ages[row]), "group": pieces.groups[stays.groups[row]]}
    case = {"place": pieces.places[stays.places[row]], "person": person, "claims": [claim]}
    [year] = settle_case(parse_case(case, policy, FIELDS, CHECKS), policy)
    [(_, stay)] = year.claims
    if stay.basic_fund is None or year.critical_illness is None:
        return UNKNOWN, UNKNOWN
    return stay.basic_fund, year.critical_illness


def some_stays(pieces, costs, first="2017-01-01", last="2029-12-31"):
    """Random stays of every city, day, class, place of care, age and group, with these costs (fen by kind)."""
    chance = np.random.default_rng(20250310)
    count = len(next(iter(costs.values())))
    begin = np.datetime64(first)
    days = int((np.datetime64(last) - begin).astype(int)) + 1
    return Stays(
        chance.integers(0, len(pieces.places), count),
        begin + chance.integers(0, days, count),
        chance.integers(0, len(pieces.facilities), count),
        chance.integers(0, len(pieces.locations), count),
        chance.integers(0, len(pieces.groups), count),
        chance.choice([0, 14, 15, 18, 40, 150], count),
        costs,
    )


def differing(policy, pieces, stays):
    """Rows in which the arrays say something else than the core."""
    paid = pieces.settle(stays)
    both = zip(paid.basic_fund.tolist(), paid.critical_illness.tolist(), strict=True)
    return [(row, one) for row, one in enumerate(both) if one != by_the_core(policy, pieces, stays, row)]


def bills(count, chance):
    """Amounts from a few fen to the highest there is, and now and then nothing."""
    return np.array([int(10 ** chance.uniform(0, 10)) if chance.random() < 0.9 else 0 for _ in range(count)])


def test_stays_of_every_city_year_class_and_place_of_care_come_out_as_in_the_core(policy, pieces):
    chance = random.Random(1)
    assert differing(policy, pieces, some_stays(pieces, {"class_a": bills(8000, chance)})) == []


def test_bills_of_many_kinds_come_out_as_in_the_core_also_where_the_rules_leave_a_kind_open(policy, pieces):
    chance = random.Random(2)
    stays = some_stays(pieces, {kind: bills(2000, chance) // 20 for kind in COSTS})
    assert differing(policy, pieces, stays) == []


def test_the_fen_around_every_half_and_every_threshold_are_those_of_the_core(policy, pieces):
    # 1,000 yuan of deductible; 70,000 yuan of cap; 10,000 and 50,000 yuan of critical illness, at shares of 45 % to 85 %.
    around = [100_000, 2_600_000, 8_250_000, 12_000_000, 12_766_667, 15_655_556, 30_000_000]
    fen = np.array([amount + off for amount in around for off in range(-150, 151)])
    stays = some_stays(pieces, {"class_a": fen}, "2025-01-01", "2025-12-31")
    assert differing(policy, pieces, stays) == []


def test_the_highest_bill_of_every_kind_at_once_is_added_up_exactly(policy, pieces):
    highest = {kind: np.arange(HIGHEST - 300, HIGHEST + 1) for kind in ("class_a", "class_b_drug", "implant_imported")}
    assert differing(policy, pieces, some_stays(pieces, highest, "2025-01-01")) == []


def test_days_before_and_after_the_years_of_the_model_are_unknown_and_no_cost_is_known(policy, pieces):
    for day in ("1999-12-31", "2035-01-01"):
        nothing, something = (some_stays(pieces, {"class_a": np.array([fen])}, day, day) for fen in (0, 100_000))
        assert pieces.settle(nothing).basic_fund.tolist() == [0]
        assert pieces.settle(something).basic_fund.tolist() == [UNKNOWN]
        assert differing(policy, pieces, something) == []


def settled(tmp_path, text, ending=".csv"):
    """The rows that come of a file with this text."""
    given, made = tmp_path / "stays.csv", tmp_path / f"paid{ending}"
    given.write_text(text, encoding="utf-8")
    many.settle_file(given, made)
    return given, made


def test_a_csv_file_gets_what_is_paid_at_the_right(tmp_path):
    _, made = settled(
        tmp_path,
        "place,date,facility,location,class_a\n晋中,2025-03-10,class_1,,42000\n140100,2025/3/1,class_1,referred,0.5\n"
        "大同,2020-01-01,class_1,local,42000\n",
    )
    rows = list(csv.DictReader(made.open(encoding="utf-8")))
    # (42000 − 1000) × 60 % = 24600; 42000 − 24600 = 17400; (17400 − 10000) × 75 % = 5550
    assert [tuple(row[name] for name in many.PAID) for row in rows] == [
        ("42000.00", "24600.00", "5550.00", "11850.00"),
        ("0.50", "0.00", "0.00", "0.50"),
        ("42000.00", "", "", ""),
    ]
    assert [row["status"] for row in rows] == ["ok", "ok", "unknown"]


def test_a_file_without_rows_gets_the_columns_alone(tmp_path):
    _, made = settled(tmp_path, "place,date,facility\n")
    assert made.read_text(encoding="utf-8").splitlines() == ["place,date,facility,status," + ",".join(many.PAID)]


def test_a_parquet_file_of_dates_and_decimals_comes_out_as_the_csv_does(tmp_path):
    text = "place,date,facility,class_a,class_b_drug\n" + "晋中市,2025-03-10,class_1,42000.37,1000\n" * 3
    given, made = settled(tmp_path, text, ".parquet")
    duckdb.execute(f"COPY (FROM '{given}') TO '{tmp_path / 'stays.parquet'}'")
    many.settle_file(tmp_path / "stays.parquet", tmp_path / "again.parquet")
    figures = f"SELECT {', '.join(many.PAID)} FROM "
    assert (
        duckdb.sql(f"{figures} '{made}'").fetchall()
        == duckdb.sql(f"{figures} '{tmp_path / 'again.parquet'}'").fetchall()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "place,date,facility\n晋中,2025-01-01,class_1\n北京市,2025-01-01,class_1",
            "第 2 行（不算列名）：place：没有 “北京市”",
        ),
        (
            "place,date,facility\n晋中,2025-02-30,class_1",
            "第 1 行（不算列名）：date：“2025-02-30” 不是日期；请写成 2025-03-10",
        ),
        ("place,date,facility\n晋中,,class_1", "date：“” 不是日期"),
        ("place,date,facility\n晋中,2025-01-01,class_9", "facility：没有 “class_9”；可用：class_3、"),
        ("place,date,facility,age\n晋中,2025-01-01,class_1,151", "age：“151” 不是年龄；请填 0 至 150 的整数"),
        ("place,date,facility,class_a\n晋中,2025-01-01,class_1,1.234", "class_a：“1.234” 不是金额"),
        ("place,date,facility,class_a\n晋中,2025-01-01,class_1,-1", "class_a：“-1” 不是金额"),
        ("place,date,facility,class_a\n晋中,2025-01-01,class_1,100000000.01", "请填 0 至 100000000 元"),
        ("place,date,facility,kind\n晋中,2025-01-01,class_1,tcm", "kind：没有 “tcm”；可用：inpatient"),
        ("place,date,facility,sex\n晋中,2025-01-01,class_1,1", "没有 “sex” 这一列；可用：place、date、"),
        ("place,date\n晋中,2025-01-01", "缺少 facility 这一列"),
        ("place,date,facility,date\n晋中,2025-01-01,class_1,1", "date 这一列写了两次"),
        ("place;date;facility\n晋中;2025-01-01;class_1", "没有 “place;date;facility” 这一列"),
        ("place,date,facility\n晋中,2025-01-01", "stays.csv：第 2 行和列名的 3 格不一样多"),
        ("place,date,facility\n晋中,2025-01-01,class_1\n晋中,2025-01-01,class_1,1", "第 3 行和列名的 3 格不一样多"),
        ('place,date,facility\n"晋中,2025-01-01,class_1\n', "或者引号没有成对；请改好"),
        ("", "stays.csv：是空的；第一行应当是列名"),
    ],
)
def test_what_cannot_be_settled_is_said_in_one_line_and_nothing_is_written(tmp_path, capsys, text, said):
    given, made = tmp_path / "stays.csv", tmp_path / "paid.csv"
    given.write_text(text, encoding="utf-8")
    assert many.main([str(given), str(made)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not made.exists()


def test_files_of_another_kind_and_files_that_are_not_there_are_refused(tmp_path, capsys):
    assert many.main([str(tmp_path / "stays.xlsx"), "paid.csv"]) == 2
    assert "stays.xlsx：只认得 .csv、.parquet 文件" in capsys.readouterr().err
    assert many.main([str(tmp_path / "stays.csv"), "paid.csv"]) == 2
    assert "stays.csv：没有这个文件或文件夹" in capsys.readouterr().err


def test_a_file_is_not_written_over_by_its_own_result(tmp_path, capsys):
    given = tmp_path / "stays.csv"
    given.write_text("place,date,facility\n", encoding="utf-8")
    assert many.main([str(given), str(given)]) == 2
    assert "结果不能写进输入的文件" in capsys.readouterr().err
    assert given.read_text(encoding="utf-8") == "place,date,facility\n"


def test_a_name_with_signs_of_a_pattern_is_that_of_one_file(tmp_path):
    for name, place in (("b1.csv", "太原"), ("b[1].csv", "晋中"), ("b*.csv", "忻州")):
        (tmp_path / name).write_text(f"place,date,facility\n{place},2025-03-10,class_1\n", encoding="utf-8")
    for name, place in (("b[1].csv", "晋中"), ("b*.csv", "忻州")):
        many.settle_file(tmp_path / name, tmp_path / "paid.csv")
        assert (tmp_path / "paid.csv").read_text(encoding="utf-8").splitlines()[1].startswith(f"{place},")


CELLS = {
    "date": (
        "2025-03-10",
        "2025/3/1",
        "2025-3-1",
        "2025 03 10",
        "2025/3-1",
        "2025-03-10 12:00:00",
        "epoch",
        "infinity",
        "-2025-03-10",
        "2025-03-10 (BC)",
        "99999-12-31",
        "0000-01-01",
        "2025-02-30",
        "20250310",
        "2025-W10-1",
    ),
    "age": ("0", "40", "007", "5.5", "5.4", "1e1", "0x10", "0b1", "1_0", "+5", "-0", "30.0", "４０", "150"),
    "class_a": (
        "20000",
        "20,000",
        "1,234,567.89",
        "1,23",
        "12,34,567",
        ",123",
        "0.50",
        "0.500",
        "1.",
        ".5",
        "1 000",
        "２",
    ),
}


@pytest.mark.parametrize(("name", "cell"), [(name, cell) for name, cells in CELLS.items() for cell in cells])
def test_a_cell_is_read_as_the_command_line_reads_a_spreadsheet(tmp_path, policy, name, cell):
    row = {
        "place": "晋中",
        "kind": "inpatient",
        "date": "2025-03-10",
        "facility": "class_1",
        "class_a": "42000",
        name: cell,
    }
    status, _, *paid, _ = settle_row(list(row), list(row.values()), policy)
    text = csv_text([list(row), list(row.values())])
    try:
        _, made = settled(tmp_path, text)
    except BadInput:
        assert status == "error"
    else:
        [found] = csv.DictReader(made.open(encoding="utf-8"))
        assert [found[name] for name in ("status", *many.PAID[1:])] == [
            status,
            *(f"{one:.2f}" if one != "" else "" for one in paid),
        ]
