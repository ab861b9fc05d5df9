"""Cases of every kind that hypothesis invents: all cities, days from 2016 to 2030, groups, ages, kinds and amounts.

Each run of the tests invents the same ones. `EXAMPLES=20000 .venv/bin/pytest tests/test_properties.py` searches that many
more for each property, other ones each time.
"""

import os
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from urrbmi.claims import COSTS, OLDEST

EXAMPLES = os.environ.get("EXAMPLES")
settings.register_profile(
    "project", max_examples=int(EXAMPLES or 150), derandomize=not EXAMPLES, deadline=None, database=None
)
settings.load_profile("project")

CITIES = ("太原市", "大同市", "阳泉市", "长治市", "晋城市", "朔州市", "晋中市", "运城市", "忻州市", "临汾市", "吕梁市")
FACILITIES = ("class_3", "class_2_county", "class_2_city", "class_1")
LOCATIONS = ("local", "in_province", "in_province_unreferred", "long_term", "referred", "emergency", "unreferred")
GROUPS = (
    "ordinary",
    "registered_poor",
    "rural_extreme_poverty",
    "urban_extreme_poverty",
    "minimum_living",
    "other_poor",
)
#: fen: around deductibles and caps, and up to where every cap has long been reached
FEN = st.one_of(
    st.integers(0, 2_000_00),
    st.integers(1_000_00, 50_000_00),
    st.integers(20_000_00, 700_000_00),
    st.sampled_from((0, 1, 99_99, 100_00, 1000_00, 1000_01, 70_000_00, 116_666_67, 100_000_000_00)),
)
#: of twenties of yuan every rule of the documents makes whole fen, so that what is borne has no parts of a fen
TWENTIES = st.one_of(st.integers(0, 100), st.integers(50, 2_500), st.integers(1_000, 35_000)).map(lambda n: n * 20_00)
#: costs whose rate every document from 2025 gives
PRICED = tuple(kind for kind in COSTS if kind not in ("large_equipment", "consumable_disposable", "blood"))
YEARS = st.one_of(st.sampled_from((2025, 2026, 2029)), st.integers(2016, 2030))


def amounts(fen):
    """Amounts of money as JSON has them: a number of yuan."""
    return fen.map(lambda each: each / 100)


def by_kind(fen, kinds):
    """Costs by kind, at most three of them."""
    return st.dictionaries(st.sampled_from(kinds), amounts(fen), max_size=3)


def births(fen, kinds):
    """Births, whose mode says what else they name."""
    facility, level = st.sampled_from(FACILITIES), st.sampled_from(("township", "county_or_above"))
    location = {"location": st.sampled_from(LOCATIONS)}
    natural = {"mode": st.just("natural"), "facility_level": level}
    as_stay = {"mode": st.sampled_from(("caesarean", "complicated")), "facility": facility}
    return st.one_of(
        st.fixed_dictionaries({**form, **price}, optional=location)
        for form in (natural, as_stay)
        for price in ({"cost": amounts(fen)}, {"costs": by_kind(fen, kinds)})
    )


@cache
def known_kinds(fen, kinds=PRICED):
    """The fields, without the day, of claims that are known in Jinzhong from 2025; amounts from these fen."""
    flag, cost, costs = st.booleans(), amounts(fen), by_kind(fen, kinds)
    facility, location = st.sampled_from(FACILITIES), st.sampled_from(LOCATIONS)
    disease = st.sampled_from(("hypertension", "diabetes_type_1", "diabetes_other"))
    form = st.fixed_dictionaries
    return {
        "inpatient": form({"facility": facility, "costs": costs}, optional={"location": location}),
        "outpatient": form({"facility": facility, "costs": costs}),
        "two_diseases": form({"disease": disease, "costs": by_kind(fen, ("class_a", "class_b_drug", "uncovered"))}),
        "dual_channel_drug": form({"first_batch": flag, "cost": cost}),
        "tcm": form({"cost": cost}),
        "childbirth": births(fen, kinds),
        "annual_self_pay": form({"compliant": cost}),
    }


@cache
def every_kind(fen):
    """The fields of claims of every kind, known or not."""
    flag, cost, facility = st.booleans(), amounts(fen), st.sampled_from(FACILITIES)
    options = {"location": st.sampled_from(LOCATIONS), "costs": by_kind(fen, COSTS)}
    form = st.fixed_dictionaries
    return known_kinds(fen, COSTS) | {
        "outpatient": form({"facility": facility}, optional=options),
        "student_accident": form({"cost": cost}),
        "chronic_disease": form({"cost": cost}),
        "major_disease": form(
            {"list": st.sampled_from(("children", "adult")), "cost": cost}, optional={"assisted": flag}
        ),
    }


@st.composite
def claims(draw, years, fen=FEN, most=7):
    """Claims on any days of these years, in any order, often several on one day."""
    made = draw(st.sampled_from((known_kinds, every_kind)))(fen)
    found = []
    for _ in range(draw(st.integers(1, most))):
        kind, year = draw(st.sampled_from(list(made))), draw(st.sampled_from(years))
        month, day = draw(st.integers(1, 12)), draw(st.integers(1, 3))
        found.append({"kind": kind, "date": f"{year}-{month:02d}-{day:02d}", **draw(made[kind])})
    return found


def people():
    """The person of a case."""
    return st.fixed_dictionaries({}, optional={"age": st.integers(0, OLDEST), "group": st.sampled_from(GROUPS)})


def before(fen):
    """What came earlier in the year."""
    admissions = st.integers(0, 366)
    return st.fixed_dictionaries(
        {}, optional={"admissions": admissions, "basic_fund": amounts(fen), "in_scope_self_pay": amounts(fen)}
    )


@st.composite
def cases(draw, fen=FEN, most_years=2):
    """Whole cases; the claims lie in up to so many years."""
    years = draw(st.lists(YEARS, min_size=1, max_size=most_years))
    case = {
        "place": draw(st.sampled_from(("晋中市", *CITIES))),  # most is known in Jinzhong
        "person": draw(people()),
        "claims": draw(claims(years, fen)),
    }
    return case | ({"earlier": draw(before(fen))} if draw(st.booleans()) else {})
