"""What the policy model answers, shown on two provinces of a few values: a city in each, and a 城区 in both."""

import pytest

from urrbmi.lookup import combinations, combinations_at
from urrbmi.policy import NotHere, Policy

EAST, EAST_CITY = "11", "1101"
WEST, WEST_CITY = "22", "2201"
CITIES = [
    {"code": EAST, "name": "东省", "kind": "province"},
    {"code": EAST_CITY, "name": "东市", "kind": "city", "parent": EAST},
    {"code": WEST, "name": "西省", "kind": "province"},
    {"code": WEST_CITY, "name": "西市", "kind": "city", "parent": WEST},
]
ITEMS = {
    "cap": {"dimensions": []},
    "ratio": {"dimensions": ["level"]},
    "share": {"dimensions": ["payer", "county"]},
    "rule": {"dimensions": []},
}
DIMENSIONS = {"level": {"values": ["low", "middle", "high"]}, "payer": {"values": ["city", "county"]}, "county": {}}


def value(provision, item, place, number, first="2025-01-01", last="9999-12-31", **more):
    """A value as it is compiled: stated and open-ended, if nothing else is said."""
    said = {
        "dimensions": {},
        "kind": "stated",
        "text": "",
        "sources": [provision],
        "readings": [],
        "continues": last == "9999-12-31",
        "first_basis": "express",
        "last_basis": "express",
        "ended_by": "",
        "yields_to": "",
        "interpreted": False,
    }
    given = {"item": item, "place": place, "number": number, "first": first, "last": last, "provision": provision}
    return said | given | more


def part(province, *values, counties=(), ordered="2024-01-01"):
    """The rules of a province: a provision for each value, all in one document or, by its first letter, in a later one."""
    documents = {f"{province}A": ordered, f"{province}B": "2026-01-01"}
    return {
        "places": [
            {"code": f"{province}01{index}", "name": name, "kind": "county", "parent": f"{province}01"}
            for index, name in enumerate(counties)
        ],
        "documents": {name: {"order": day, "number": f"{name}号"} for name, day in documents.items()},
        "provisions": {
            one["provision"]: {
                "document": province + one["provision"][0],
                "locator": one["provision"][1:],
                "evidence": "",
            }
            for one in values
        },
        "values": list(values),
    }


def policy_of(*values, absent=(), counties=()):
    """A policy with these values as the rules of the eastern province."""
    rules = part(EAST, *values, counties=counties)
    return Policy(
        {
            **rules,
            "data_version": "1",
            "years": [2020, 2029],
            "places": [*CITIES, *rules["places"]],
            "items": ITEMS,
            "dimensions": DIMENSIONS,
            "readings": {"D1": {"short": "接着用", "continued": True}, "A1": {"short": "先付"}},
            "absent": list(absent),
        }
    )


# --- a province whose rules are not here


@pytest.mark.parametrize(
    "question",
    [
        lambda policy: policy.rules(WEST_CITY, "2025-03-10"),
        lambda policy: policy.resolve(WEST_CITY, "cap", "2025-03-10", {}),
        lambda policy: policy.values_of(WEST_CITY, "cap"),
        lambda policy: policy.counties(WEST_CITY),
    ],
    ids=["rules", "a value", "values", "counties"],
)
def test_whatever_is_asked_of_an_absent_province_is_refused_with_its_code(question):
    with pytest.raises(NotHere, match=f"^{WEST}$") as refused:
        question(policy_of(value("A1", "cap", EAST, 7), absent=[WEST]))
    assert refused.value.province == WEST


def test_a_province_that_is_added_answers_and_the_others_as_before():
    policy = policy_of(value("A1", "cap", EAST, 7), absent=[WEST], counties=["城区"])
    policy.add(WEST, part(WEST, value("B1", "cap", WEST_CITY, 9), counties=["城区", "古县"]))
    found = {place: policy.resolve(place, "cap", "2025-03-10", {}).number for place in (EAST_CITY, WEST_CITY)}
    assert found == {EAST_CITY: 7, WEST_CITY: 9}
    assert policy.counties(WEST_CITY) == {"城区", "古县"}
    assert policy.counties(EAST_CITY) == {"城区"}
    assert (policy.absent, policy.data_version) == (set(), "1")


def test_a_province_too_can_be_asked_for():
    policy = policy_of(value("A1", "cap", EAST, 7), value("A2", "cap", EAST_CITY, 8))
    assert policy.resolve(EAST, "cap", "2025-03-10", {}).number == 7


def test_a_city_without_counties_has_none():
    assert policy_of(counties=["城区"]).counties(WEST_CITY) == set()


def test_every_value_of_an_item_is_given_whatever_its_place_in_a_province_and_its_day():
    policy = policy_of(value("A1", "cap", EAST, 7, last="2025-12-31"), value("A2", "cap", EAST_CITY, 8), absent=[WEST])
    policy.add(WEST, part(WEST, value("B1", "cap", WEST_CITY, 9)))
    assert [one.number for one in policy.given("cap", EAST)] == [7, 8]
    assert [one.number for one in policy.given("cap", WEST)] == [9]
    assert policy.given("ratio", EAST) == []


def test_what_one_province_tells_apart_does_not_divide_the_tables_of_another():
    policy = policy_of(value("A1", "ratio", EAST, 5, dimensions={"level": ["high"]}), absent=[WEST])
    policy.add(WEST, part(WEST, value("B1", "ratio", WEST, 6, dimensions={"level": ["middle", "low"]})))
    assert combinations("ratio", EAST, policy) == [{"level": "high"}]
    assert combinations("ratio", WEST, policy) == [{"level": "low"}, {"level": "middle"}]
    assert combinations_at(WEST_CITY, "ratio", policy) == [{"level": "low"}, {"level": "middle"}]


def test_a_dimension_that_a_value_leaves_out_stands_for_all_that_others_name():
    high, every = value("A1", "ratio", EAST, 5, dimensions={"level": ["high"]}), value("A2", "ratio", EAST, 4)
    assert combinations("ratio", EAST, policy_of(every)) == [{}]
    assert combinations("ratio", EAST, policy_of(every, high)) == [{"level": "high"}]


def test_a_city_is_divided_by_its_own_counties_where_a_document_divides_by_them():
    """Both cities have a 城区; what the one's document says of it means nothing in the other."""
    policy = policy_of(
        value("A1", "share", EAST_CITY, 1, dimensions={"payer": ["county"], "county": ["城区", "古县"]}),
        value("A2", "share", EAST_CITY, 2, dimensions={"payer": ["city"]}),
        absent=[WEST],
        counties=["城区", "古县", "新县"],
    )
    policy.add(
        WEST,
        part(WEST, value("B1", "share", WEST, 3, dimensions={"payer": ["county"]}), counties=["城区"]),
    )
    assert combinations_at(EAST_CITY, "share", policy) == [
        {"payer": "city"},
        {"payer": "county", "county": "古县"},
        {"payer": "county", "county": "城区"},
    ]
    assert combinations_at(WEST_CITY, "share", policy) == [{"payer": "county"}]


# --- which value is in force


def test_a_value_of_a_later_document_goes_before_an_earlier_one_from_its_first_day():
    policy = policy_of(value("A1", "cap", EAST_CITY, 7), value("B1", "cap", EAST, 8, first="2026-07-01"))
    days = ["2024-12-31", "2025-01-01", "2026-06-30", "2026-07-01"]
    found = [policy.resolve(EAST_CITY, "cap", day, {}) for day in days]
    assert [one and one.number for one in found] == [None, 7, 7, 8]


@pytest.mark.parametrize("values", [[7, 8], [8, 7]], ids=["the province's first", "the city's first"])
def test_of_two_values_of_one_document_that_of_the_more_specific_place_applies(values):
    places = {7: EAST, 8: EAST_CITY}
    policy = policy_of(*(value(f"A{number}", "cap", places[number], number) for number in values))
    assert policy.resolve(EAST_CITY, "cap", "2025-03-10", {}).number == 8


def test_a_value_does_not_yield_to_a_clause_that_holds_for_other_dimensions():
    later = value("B1", "ratio", EAST, 7, dimensions={"level": ["low", "high"]}, yields_to="A2")
    policy = policy_of(later, value("A2", "ratio", EAST, 8, dimensions={"level": ["high"]}))
    assert policy.resolve(EAST_CITY, "ratio", "2026-05-05", {"level": "high"}).number == 8
    assert policy.resolve(EAST_CITY, "ratio", "2026-05-05", {"level": "low"}).number == 7


def test_of_values_that_yield_to_each_other_the_one_of_the_later_document_holds():
    policy = policy_of(value("A1", "cap", EAST, 7, yields_to="B2"), value("B2", "cap", EAST, 8, yields_to="A1"))
    assert policy.resolve(EAST_CITY, "cap", "2026-05-05", {}).number == 8


def test_of_values_of_one_document_the_first_holds():
    policy = policy_of(value("A1", "cap", EAST, 7), value("A2", "cap", EAST, 8))
    assert policy.resolve(EAST_CITY, "cap", "2026-05-05", {}).number == 7


def test_a_value_yields_to_another_as_long_as_that_is_in_force():
    policy = policy_of(value("B1", "cap", EAST, 7, yields_to="A2"), value("A2", "cap", EAST, 8, last="2025-12-31"))
    found = [policy.resolve(EAST_CITY, "cap", day, {}).number for day in ("2025-12-31", "2026-01-01")]
    assert found == [8, 7]


def test_nothing_is_presumed_to_hold_outside_the_years_of_the_model():
    """Reading D3; the first and the last day of these years belong to them."""
    policy = policy_of(value("A1", "cap", EAST, 7, first=""))
    days = ["2019-12-31", "2020-01-01", "2029-12-31", "2030-01-01"]
    assert [bool(policy.resolve(EAST_CITY, "cap", day, {})) for day in days] == [False, True, True, False]


def test_a_value_that_goes_on_into_another_year_rests_on_the_reading_that_it_does():
    """Only one whose document set no end, and says since when."""
    policy = policy_of(
        value("A1", "cap", EAST, 7, readings=["A1"]),
        value("A2", "ratio", EAST, 5, last="2029-12-31"),
        value("A3", "rule", EAST, None, first="", text="yes"),
    )
    found = {
        (item, day): policy.resolve(EAST_CITY, item, day, {})
        for item in ("cap", "ratio", "rule")
        for day in ("2025-12-31", "2026-01-01")
    }
    assert {key: one.readings for key, one in found.items()} == {
        ("cap", "2025-12-31"): ("A1",),
        ("cap", "2026-01-01"): ("A1", "D1"),
        ("ratio", "2025-12-31"): (),
        ("ratio", "2026-01-01"): (),
        ("rule", "2025-12-31"): (),
        ("rule", "2026-01-01"): (),
    }
    assert {key: one.continued for key, one in found.items() if one.continued} == {("cap", "2026-01-01"): True}


@pytest.mark.parametrize(
    ("kind", "place", "state", "cited"),
    [
        ("stated", EAST_CITY, "stated", "stated"),
        ("stated", EAST, "inherited", "inherited"),
        ("derived", EAST_CITY, "derived", "stated"),
        ("derived", EAST, "derived", "inherited"),
        ("bound", EAST, "bound", "bound"),
    ],
)
def test_a_citation_has_the_state_of_the_value_but_what_is_derived_cites_what_is_stated(kind, place, state, cited):
    found = policy_of(value("A1", "cap", place, 7, kind=kind)).resolve(EAST_CITY, "cap", "2025-03-10", {})
    assert (found.state, [one.state for one in found.citations]) == (state, [cited])


def test_what_was_in_force_before_ends_the_day_before():
    """Nothing was before the first value, before one whose first day is not known, or where there is none."""
    policy = policy_of(
        value("A1", "cap", EAST, 7, last="2026-06-30"),
        value("B1", "cap", EAST, 8, first="2026-07-01"),
        value("A2", "ratio", EAST, 5, first=""),
    )
    assert policy.rules(EAST_CITY, "2026-07-01").before("cap").number == 7
    assert policy.rules(EAST_CITY, "2026-06-30").before("cap") is None
    assert policy.rules(EAST_CITY, "2026-07-01").before("ratio", "low") is None
    assert policy.rules(EAST_CITY, "2026-07-01").before("rule") is None


def test_the_rules_of_a_day_tell_what_they_were_asked_for_once():
    rules = policy_of(value("A1", "cap", EAST, 7)).rules(EAST_CITY, "2025-03-10")
    for question in (("ratio", "low"), ("cap",), ("ratio", "low")):
        rules.get(*question)
    assert rules.questions() == [("ratio", "low"), ("cap",)]


@pytest.mark.parametrize("dimensions", [(), ("low", "high")], ids=["too few", "too many"])
@pytest.mark.parametrize("ask", ["get", "before"])
def test_an_item_is_asked_for_with_all_its_dimensions(ask, dimensions):
    rules = policy_of(value("A1", "ratio", EAST, 7)).rules(EAST_CITY, "2025-03-10")
    rules.get("ratio", "low")
    with pytest.raises(ValueError, match="zip"):
        getattr(rules, ask)("ratio", *dimensions)


# --- the history of an item


def history(policy, first, last, item="cap", dimensions=None):
    spans = policy.history(EAST_CITY, item, dimensions or {}, first, last)
    return [(start, end, found and found.number) for start, end, found in spans]


def test_history_is_cut_where_another_value_begins_or_the_last_one_ends():
    policy = policy_of(
        value("A1", "cap", EAST, 7, first="2025-03-01", last="2025-06-30"),
        value("A2", "cap", EAST, 8, first="2025-08-01", last="2025-12-31"),
    )
    assert history(policy, "2025-01-01", "2025-12-31") == [
        ("2025-01-01", "2025-02-28", None),
        ("2025-03-01", "2025-06-30", 7),
        ("2025-07-01", "2025-07-31", None),
        ("2025-08-01", "2025-12-31", 8),
    ]
    assert history(policy, "2025-06-30", "2025-08-01") == [
        ("2025-06-30", "2025-06-30", 7),
        ("2025-07-01", "2025-07-31", None),
        ("2025-08-01", "2025-08-01", 8),
    ]


def test_history_is_not_cut_where_a_value_begins_that_does_not_apply():
    """The city's document of 2026 stays in force, whatever the earlier one of the province says from when on."""
    policy = policy_of(
        value("A0", "cap", EAST, 5, last="2023-12-31", first="2023-01-01"),
        value("A1", "cap", EAST, 6, last="2024-12-31", first="2024-01-01"),
        value("B2", "cap", EAST_CITY, 7),
        value("A3", "cap", EAST, 8, first="2025-07-01"),
        value("A4", "cap", EAST, 9, first="2025-09-01"),
        value("A5", "ratio", EAST, 5, dimensions={"level": ["high"]}),
    )
    assert history(policy, "2023-01-01", "2025-12-31") == [
        ("2023-01-01", "2023-12-31", 5),
        ("2024-01-01", "2024-12-31", 6),
        ("2025-01-01", "2025-12-31", 7),
    ]
    assert history(policy, "2024-01-01", "2025-12-31", "ratio", {"level": "low"}) == [
        ("2024-01-01", "2025-12-31", None)
    ]
