"""The quick estimate in the page answers as the rules core does, to the fen, for every single stay."""

import gzip
import json
import random
import re
import subprocess
from itertools import product

import pytest

from render.estimate import edge_days, table
from urrbmi.claims import COSTS, parse_case
from urrbmi.money import HIGHEST_YUAN
from urrbmi.settle import CHECKS, FIELDS, settle_case
from urrbmi.values import day_before

HIGHEST = HIGHEST_YUAN * 100
AGES = (0, 14, 15, 40, 150)
RUN = """
const fs = require("fs");
globalThis.window = globalThis;
(0, eval)(fs.readFileSync(process.argv[1], "utf8"));
const { table, asked } = JSON.parse(fs.readFileSync(0, "utf8"));
const tell = ([what, one]) => urrbmiEstimate[what](table, one);
process.stdout.write(JSON.stringify(asked.map(tell)));
"""


@pytest.fixture(scope="module")
def data(policy):
    """The table as it stands in the page."""
    return table(policy)


@pytest.fixture(scope="module")
def estimate(root, data):
    """Asks the script in Node: [["settle", case], …] -> its answers."""

    def ask(asked):
        script = str(root / "calculator" / "browser" / "estimate.js")
        said = json.dumps({"table": data, "asked": asked})
        done = subprocess.run(["node", "-e", RUN, script], input=said, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return ask


@pytest.fixture(scope="module")
def core(policy):
    """What the rules core makes of cases of one stay: fen, or None where it does not know."""

    def settled(case):
        [year] = settle_case(parse_case(case, policy, FIELDS, CHECKS), policy)
        [(_, stay)] = year.claims
        if stay.basic_fund is None or year.critical_illness is None:
            return None
        return stay.cost, stay.basic_fund, year.critical_illness, stay.cost - stay.basic_fund - year.critical_illness

    return settled


def in_yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def stay(place, day, facility, location, fen, age=40, group="ordinary"):
    """A case of one stay; `fen` maps kinds of cost to amounts, or is an amount of class A."""
    costs = fen if isinstance(fen, dict) else {"class_a": fen}
    claim = {"kind": "inpatient", "date": day, "facility": facility, "location": location}
    claim["costs"] = {kind: in_yuan(amount) for kind, amount in costs.items()}
    return {"place": place, "person": {"age": age, "group": group}, "claims": [claim]}


def figures(answer):
    if answer["status"] != "ok":
        return None
    return tuple(answer[name] for name in ("cost", "basic_fund", "critical_illness", "self"))


def differences(cases, answers, core):
    """Where the estimate says something else than the core; that it waits is no answer."""
    pairs = [
        (case, figures(answer), core(case))
        for case, answer in zip(cases, answers, strict=True)
        if answer["status"] != "wait"
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


def every_day(policy, place):
    """Each day on which rules may change, and the day before it."""
    edges = edge_days(policy, place["code"])[1:]
    return sorted({day_before(day) for day in edges} | set(edges))


def some_costs(chance, kinds):
    """A bill of some kinds, from a few fen to the highest amount there is."""
    chosen = chance.sample(kinds, min(len(kinds), chance.randint(1, 3)))
    return {kind: min(HIGHEST, int(10 ** chance.uniform(0, 10.1))) for kind in chosen}


def known_kinds(data, place, day):
    """The kinds of cost that the rules of a day leave open nowhere."""
    era = [era for first, era in data["spans"][data["places"][place]] if first <= day][-1]
    return list(data["eras"][era]["costs"])


def test_random_stays_of_every_city_day_class_and_place_of_care_come_out_as_in_the_core(policy, data, estimate, core):
    chance = random.Random(20250101)
    facilities, locations, groups = (
        list(policy.dimensions[name]["values"]) for name in ("facility", "location", "group")
    )
    cases = [
        stay(
            place["name"], day, facility, location, some_costs(chance, known_kinds(data, place["name"], day)),
            chance.choice(AGES), chance.choice(groups),
        )
        for place in policy.cities()
        for day, facility, location in product(every_day(policy, place), facilities, locations)
    ]  # fmt: skip
    answers = estimate([["settle", case] for case in cases])
    assert len(cases) > 5000
    assert differences(cases, answers, core) == []
    assert {answer["status"] for answer in answers} == {"ok", "unknown"}


def first_amount(reached):
    """The first fen of a bill from which something holds."""
    low, high = 0, HIGHEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def breaks(case_of, core):
    """Where a payment begins, changes its share, or reaches its cap, as the core settles it."""
    at_most = core(case_of(HIGHEST))
    # Where the second step begins, the first has paid 120,000 yuan: (170000 − 10000) × 75%.
    goals = [(1, 1), (1, at_most[1]), (2, 1), (2, 12_000_000), (2, at_most[2])]
    return [
        first_amount(lambda fen, part=part, least=least: core(case_of(fen))[part] >= least) for part, least in goals
    ]


def test_around_every_break_the_estimate_is_the_core_s_to_the_fen(policy, estimate, core):
    cases = []
    facilities, locations = (list(policy.dimensions[name]["values"]) for name in ("facility", "location"))
    times = (("2017-07-01", 14), ("2024-12-31", 15), ("2025-01-01", 40))
    for (day, age), facility, location in product(times, facilities, locations):

        def case_of(fen, about=("晋中市", day, facility, location), age=age):
            return stay(*about, fen, age)

        around = {fen + off for fen in breaks(case_of, core) for off in (-1, 0, 1)} | {0, 1, HIGHEST - 1, HIGHEST}
        cases += [case_of(fen) for fen in sorted(around) if 0 <= fen <= HIGHEST]
    assert differences(cases, estimate([["settle", case] for case in cases]), core) == []


def test_the_highest_bill_of_every_kind_at_once_is_added_up_exactly(estimate, core):
    cases = [
        stay(
            "太原市",
            "2026-05-05",
            "class_1",
            "unreferred",
            dict.fromkeys(("class_a", "class_b_drug", "implant_imported", "uncovered"), HIGHEST - at),
        )
        for at in range(50)
    ]
    answers = estimate([["settle", case] for case in cases])
    assert {answer["status"] for answer in answers} == {"ok"}
    assert differences(cases, answers, core) == []


def test_it_waits_for_the_core_only_where_a_kind_of_cost_is_open_or_more_than_one_stay_counts(policy, data, estimate):
    one = stay("晋中市", "2020-05-05", "class_1", "local", 4_200_000)
    open_kinds = [kind for kind in COSTS if kind not in known_kinds(data, "晋中市", "2020-05-05")]
    others = [
        {**one, "claims": one["claims"] * 2},
        {**one, "earlier": {"admissions": 1}},
        {**one, "claims": [{"kind": "tcm", "date": "2025-05-05", "cost": "100"}]},
        {**one, "claims": []},
        {**one, "place": "北京市"},
        *(stay("晋中市", "2020-05-05", "class_1", "local", {kind: 100}) for kind in open_kinds),
    ]
    assert open_kinds
    assert {answer["status"] for answer in estimate([["settle", case] for case in others])} == {"wait"}


def test_what_the_rules_do_not_settle_is_unknown_and_never_a_zero(estimate):
    [answer] = estimate([["settle", stay("大同市", "2024-12-31", "class_1", "local", 4_200_000)]])
    assert answer == {"status": "unknown", "cost": 4_200_000}


def test_the_clauses_of_an_answer_are_those_of_the_core_s_steps(policy, interface, estimate):
    case = stay("晋中市", "2025-03-10", "class_1", "referred", {"class_a": 20_000_000, "class_b_drug": 1_000_000})
    [answer] = estimate([["settle", case]])
    [year] = json.loads(interface.settle(json.dumps(case)))["years"]
    steps = [*year["claims"][0]["steps"], *year["critical_illness"]["steps"]]
    cited = {citation["provision"]: citation for step in steps for citation in step["citations"]}
    given = {citation["provision"]: citation for citation in answer["citations"]}
    assert {provision: cited[provision] for provision in given} == given
    # The deductible, the ratio and the points taken off it, 乙类 drugs, the fund's cap, then critical illness.
    assert {"SX24-26", "SX24-27", "SX24-30", "SX24-32", "SX24-18", "SX24-63", "SX24-64"} <= set(given)


def test_the_table_is_small_enough_to_stand_in_the_page(data):
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(text.encode(), 9)) < 8_000


def test_it_asks_the_questions_that_make_a_difference_in_the_core(policy, estimate, core):
    inside = ("in_province", "in_province_unreferred", "long_term")
    facilities, groups = (list(policy.dimensions[name]["values"]) for name in ("facility", "group"))
    bills = (3_000_000, 30_000_000)
    asked = []
    expected = []
    for day, facility in product(("2017-06-30", "2017-07-01", "2024-12-31", "2025-01-01", "2030-01-01"), facilities):

        def outcomes(places=("local",), ages=(40,), persons=("ordinary",), about=(day, facility)):
            """What two bills come to, for each place of care, age and group."""
            return {
                tuple(core(stay("晋中市", *about, where, fen, age, group)) for fen in bills)
                for where, age, group in product(places, ages, persons)
            }

        kinds = {kind: core(stay("晋中市", day, facility, "local", {kind: bills[0]})) is not None for kind in COSTS}
        known = None not in outcomes().pop()
        asked.append(["questions", {"place": "晋中市", "date": day, "facility": facility, "location": "local"}])
        expected.append(
            {
                "age": len(outcomes(ages=(1, 14, 40))) > 1,
                "group": len(outcomes(persons=groups)) > 1,
                "referral": len(outcomes(inside)) > 1,
                "kinds": kinds if known else {},
                "cap": 70_000 if known else None,
            }
        )
    assert estimate(asked) == expected


def test_the_scripts_are_written_as_the_oldest_browsers_understand_them(root):
    for name in ("estimate.js", "headline.js", "old.js"):
        text = (root / "calculator" / "browser" / name).read_text("utf-8")
        code = re.sub(r'"[^"\n]*"|//.*', "", text)
        newer = (
            r"=>|`|\b(?:const|let|class \w|import|export|async|await|fetch|BigInt|Map|Set|Promise)\b|\?\.|\?\?|\.\.\."
        )
        assert re.findall(newer, code) == [], name
