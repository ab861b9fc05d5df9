"""Bad input is named in one line: the field, the value, what is allowed and the nearest valid name; it is never a crash."""

import copy
import json

import pytest

GOOD = {
    "place": "晋中市",
    "earlier": {"admissions": 0, "basic_fund": 0, "in_scope_self_pay": 0},
    "person": {"age": 40, "group": "ordinary"},
    "claims": [
        {
            "kind": "inpatient",
            "date": "2025-03-10",
            "facility": "class_1",
            "location": "local",
            "costs": {"class_a": 20000, "class_b_drug": 5000, "uncovered": 800},
        },
        {"kind": "annual_self_pay", "date": "2025-12-31", "compliant": 3000},
    ],
}
ABSENT = object()


def changed(path, value):
    """The good case with one field set to a value, or left out."""
    case = copy.deepcopy(GOOD)
    *parents, last = path
    inner = case
    for key in parents:
        inner = inner[key]
    if value is ABSENT:
        del inner[last]
    else:
        inner[last] = value
    return case


def message(interface, case):
    """The message for a bad case (JSON data or text)."""
    text = case if isinstance(case, str) else json.dumps(case)
    statement = json.loads(interface.settle(text))
    assert statement["status"] == "error", "accepted as good"
    assert list(statement) == ["status", "message"]
    return statement["message"]


def test_the_good_case_is_good(interface):
    assert json.loads(interface.settle(json.dumps(GOOD)))["status"] == "ok"


CITIES = ["太原市", "大同市", "吕梁市"]
COSTS = ["class_a", "class_b_drug", "implant_imported", "blood", "uncovered"]
BAD = {
    # what: (path, value, words that the message must contain)
    "place left out": (["place"], ABSENT, ["place", "缺少", "太原市"]),
    "place null": (["place"], None, ["place", *CITIES]),
    "place elsewhere": (["place"], "北京市", ["place", "北京市", *CITIES]),
    "place a province": (["place"], "山西省", ["place", "山西省", *CITIES]),
    "place a county": (["place"], "榆次区", ["place", "榆次区"]),
    "place a county's code": (["place"], "140702", ["place", "140702"]),
    "place with a slip": (["place"], "太原是", ["place", "太原是", "是不是 太原市"]),
    "place a bool": (["place"], True, ["place", "true"]),
    "place a list": (["place"], ["晋中市"], ["place", "晋中市"]),
    "unknown key": (["claim"], [], ["claim", "可用", "earlier", "person", "是不是 claims"]),
    "claims left out": (["claims"], ABSENT, ["claims", "缺少"]),
    "claims an object": (["claims"], {}, ["claims", "列表"]),
    "claim a string": (["claims", 0], "inpatient", ["claims[0]", "inpatient"]),
    "claim null": (["claims", 1], None, ["claims[1]", "null"]),
    "kind left out": (["claims", 0, "kind"], ABSENT, ["claims[0].kind", "缺少", "inpatient", "annual_self_pay"]),
    "kind with a slip": (["claims", 0, "kind"], "inpatent", ["claims[0].kind", "inpatent", "是不是 inpatient"]),
    "kind a list": (["claims", 0, "kind"], [], ["claims[0].kind", "inpatient"]),
    "a mode of birth with a slip": (
        ["claims", 1],
        {"kind": "childbirth", "date": "2025-01-01", "mode": "caesarian", "facility": "class_1", "cost": 1},
        ["claims[1].mode", "caesarian", "natural", "complicated", "是不是 caesarean"],
    ),
    "a natural birth without the kind of its hospital": (
        ["claims", 1],
        {"kind": "childbirth", "date": "2025-01-01", "mode": "natural", "cost": 1},
        ["claims[1].facility_level：natural 必须填写这一项"],
    ),
    "a caesarean without its hospital": (
        ["claims", 1],
        {"kind": "childbirth", "date": "2025-01-01", "mode": "caesarean", "cost": 1},
        ["claims[1].facility：caesarean 必须填写这一项"],
    ),
    "a birth with a total and its kinds": (
        ["claims", 1],
        {
            "kind": "childbirth",
            "date": "2025-01-01",
            "mode": "caesarean",
            "facility": "class_1",
            "cost": 1,
            "costs": {},
        },
        ["claims[1].cost：cost（总费用）和 costs（分类费用）填一个"],
    ),
    "a birth without a cost": (
        ["claims", 1],
        {"kind": "childbirth", "date": "2025-01-01", "mode": "caesarean", "facility": "class_1"},
        ["claims[1].cost：cost（总费用）和 costs（分类费用）填一个"],
    ),
    "a batch that is neither true nor false": (
        ["claims", 1],
        {"kind": "dual_channel_drug", "date": "2025-01-01", "first_batch": "yes", "cost": 1},
        ["claims[1].first_batch：“yes” 不对；请填 true 或 false"],
    ),
    "unknown field of a claim": (["claims", 0, "hospital"], "x", ["claims[0]", "hospital", "facility", "costs"]),
    "field of another kind": (["claims", 1, "facility"], "class_1", ["claims[1]", "facility", "compliant"]),
    "date left out": (["claims", 0, "date"], ABSENT, ["claims[0].date", "缺少", "2025-03-10"]),
    "no such day": (["claims", 0, "date"], "2025-02-29", ["claims[0].date", "2025-02-29", "年-月-日"]),
    "date with slashes": (["claims", 0, "date"], "2025/03/10", ["claims[0].date", "2025/03/10", "年-月-日"]),
    "date without dashes": (["claims", 0, "date"], "20250310", ["claims[0].date", "20250310", "年-月-日"]),
    "date by week": (["claims", 0, "date"], "2025-W10-1", ["claims[0].date", "2025-W10-1", "年-月-日"]),
    "date with a time": (["claims", 0, "date"], "2025-03-10T08:00", ["claims[0].date", "年-月-日"]),
    "date in wide digits": (["claims", 0, "date"], "２０２５-03-10", ["claims[0].date", "年-月-日"]),
    "date a number": (["claims", 0, "date"], 20250310, ["claims[0].date", "20250310"]),
    "facility left out": (["claims", 0, "facility"], ABSENT, ["claims[0].facility", "必须"]),
    "facility with a slip": (
        ["claims", 0, "facility"],
        "class1",
        ["claims[0].facility", "class1", "class_3", "class_2_county", "class_2_city", "是不是 class_1"],
    ),
    "facility in Chinese": (["claims", 0, "facility"], "三甲", ["claims[0].facility", "三甲", "class_1"]),
    "location with a slip": (
        ["claims", 0, "location"],
        "refered",
        ["claims[0].location", "refered", "in_province_unreferred", "emergency", "是不是 referred"],
    ),
    "location null": (["claims", 0, "location"], None, ["claims[0].location", "null", "local"]),
    "costs a number": (["claims", 0, "costs"], 5000, ["claims[0].costs", "5000"]),
    "costs a list": (["claims", 0, "costs"], [5000], ["claims[0].costs", "5000"]),
    "unknown cost": (["claims", 0, "costs", "class_c"], 1, ["claims[0].costs", "class_c", *COSTS, "是不是 class_a"]),
    "a year's self-pay left out": (["claims", 1, "compliant"], ABSENT, ["claims[1].compliant", "必须"]),
    "person a number": (["person"], 40, ["person", "40"]),
    "person null": (["person"], None, ["person", "null"]),
    "unknown field of a person": (["person", "sex"], "f", ["person", "sex", "age", "group"]),
    "age negative": (["person", "age"], -1, ["person.age", "-1", "0 至 150"]),
    "age too high": (["person", "age"], 151, ["person.age", "151", "0 至 150"]),
    "age in halves": (["person", "age"], 40.5, ["person.age", "40.5", "整数"]),
    "age a string": (["person", "age"], "40", ["person.age", "40", "整数"]),
    "age a bool": (["person", "age"], True, ["person.age", "true", "整数"]),
    "group with a slip": (
        ["person", "group"],
        "minimum_life",
        ["person.group", "minimum_life", "registered_poor", "other_poor", "是不是 minimum_living"],
    ),
    "earlier a list": (["earlier"], [], ["earlier"]),
    "unknown field of earlier": (["earlier", "stays"], 1, ["earlier", "stays", "admissions"]),
    "admissions negative": (["earlier", "admissions"], -1, ["earlier.admissions", "-1", "整数"]),
    "admissions in halves": (["earlier", "admissions"], 1.5, ["earlier.admissions", "1.5", "整数"]),
    "earlier fund negative": (["earlier", "basic_fund"], -0.01, ["earlier.basic_fund", "-0.01", "元"]),
}


@pytest.mark.parametrize(("path", "value", "words"), BAD.values(), ids=BAD)
def test_the_message_names_the_field_the_value_and_what_is_allowed(interface, path, value, words):
    found = message(interface, changed(path, value))
    assert [word for word in words if word not in found] == []


#: what: (the case, the message to the letter)
EXACT = {
    "no case": ([], "输入：应当是 {…}，却是 “[]”"),
    "unknown key": (
        changed(["claim"], []),
        "输入：没有 “claim” 这一项；可用：place、earlier、person、claims；是不是 claims？",
    ),
    "place left out": (changed(["place"], ABSENT), "place：缺少参保的市，例如 太原市"),
    "place with a slip": (
        changed(["place"], "太园市"),
        "place：没有 “太园市”；可用：太原市、大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、吕梁市；"
        "是不是 太原市？",
    ),
    "place null, like nothing": (
        changed(["place"], None),
        "place：没有 “null”；可用：太原市、大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、吕梁市",
    ),
    "place a list, like nothing": (
        changed(["place"], ["太原市"]),
        'place：没有 “["太原市"]”；可用：太原市、大同市、阳泉市、长治市、晋城市、朔州市、晋中市、运城市、忻州市、临汾市、吕梁市',
    ),
    "claims left out": (changed(["claims"], ABSENT), "claims：缺少费用列表；请写成 [{…}, …]，可以是空列表"),
    "kind left out": (
        changed(["claims", 0, "kind"], ABSENT),
        "claims[0].kind：缺少 kind（哪一种费用）；可用：inpatient、outpatient、two_diseases、dual_channel_drug、tcm、childbirth、"
        "student_accident、chronic_disease、major_disease、annual_self_pay",
    ),
    "person a number": (changed(["person"], 40), "person：应当是 {…}，却是 “40”"),
    "age too high": (changed(["person", "age"], 151), "person.age：“151” 不对；请填 0 至 150 的整数"),
    "no such group": (
        changed(["person", "group"], "x"),
        "person.group：没有 “x”；可用：ordinary、registered_poor、rural_extreme_poverty、urban_extreme_poverty、minimum_living、"
        "other_poor",
    ),
    "earlier a list": (changed(["earlier"], []), "earlier：应当是 {…}，却是 “[]”"),
    "more admissions than days": (
        changed(["earlier", "admissions"], 367),
        "earlier.admissions：“367” 不对；请填 0 至 366 的整数",
    ),
}


@pytest.mark.parametrize(("case", "expected"), EXACT.values(), ids=EXACT)
def test_the_message_to_the_letter(interface, case, expected):
    assert message(interface, case) == expected


def test_as_many_admissions_as_a_year_has_days_are_good(interface):
    case = changed(["earlier", "admissions"], 366)
    assert json.loads(interface.settle(json.dumps(case)))["status"] == "ok"


MONEY_FIELDS = {
    "a cost": (["claims", 0, "costs", "class_a"], "claims[0].costs.class_a"),
    "a year's self-pay": (["claims", 1, "compliant"], "claims[1].compliant"),
    "earlier fund": (["earlier", "basic_fund"], "earlier.basic_fund"),
    "earlier self-pay": (["earlier", "in_scope_self_pay"], "earlier.in_scope_self_pay"),
}
BAD_MONEY = {
    "negative": ("-1", "-1"),
    "negative decimal": ("-0.01", "-0.01"),
    "negative string": ('"-5"', "-5"),
    "three decimals": ("0.001", "两位小数"),
    "three decimals in a string": ('"12.345"', "两位小数"),
    "over 100 million": ("100000000.01", "100000000 元"),
    "far over 100 million": ("1e300", "1e300"),
    "longer than a float": ("9" * 50, "9999"),
    "NaN": ("NaN", "NaN"),
    "infinite": ("Infinity", "Infinity"),
    "negative infinite": ("-Infinity", "Infinity"),
    "NaN as a string": ('"NaN"', "NaN"),
    "true": ("true", "true"),
    "false": ("false", "false"),
    "null": ("null", "null"),
    "a list": ("[5]", "5"),
    "an object": ('{"yuan": 5}', "yuan"),
    "an empty string": ('""', "“”"),
    "a word": ('"many"', "many"),
    "a thousands comma": ('"1,000"', "1,000"),
    "a unit": ('"5元"', "5元"),
    "wide digits": ('"５００"', "５００"),
}


@pytest.mark.parametrize(("written", "word"), BAD_MONEY.values(), ids=BAD_MONEY)
@pytest.mark.parametrize(("path", "name"), MONEY_FIELDS.values(), ids=MONEY_FIELDS)
def test_what_is_no_amount_of_money_is_named_with_its_field(interface, path, name, written, word):
    text = json.dumps(changed(path, "HERE")).replace('"HERE"', written)
    found = message(interface, text)
    assert found.startswith(name)
    assert word in found
    assert "元" in found or "两位小数" in found


BAD_TEXT = {
    "nothing": "",
    "no JSON": "place: 晋中市",
    "cut off": json.dumps(GOOD)[:-1],
    "two cases": json.dumps(GOOD) * 2,
    "a list": "[]",
    "a string": '"晋中市"',
    "null": "null",
    "a comma too many": '{"place": "晋中市", "claims": [],}',
    "a key twice": '{"place": "晋中市", "place": "太原市", "claims": []}',
    "a key with a line break twice": '{"a\\nb": 1, "a\\nb": 2}',
    "a line break in a value": json.dumps(changed(["place"], "晋中\n市\r\u2028x")),
    "half a surrogate": '{"place": "\\ud800", "claims": []}',
    "a number of 10,000 digits": '{"place": ' + "9" * 10_000 + "}",
    "brackets in brackets": "[" * 100_000,
    "objects in objects": '{"claims": ' * 10_000 + "1" + "}" * 10_000,
    "a long name": json.dumps(changed(["place"], "晋" * 100_000)),
    "too much": '"' + "x" * 2_000_000 + '"',
}


@pytest.mark.parametrize("text", BAD_TEXT.values(), ids=BAD_TEXT)
def test_text_that_is_no_case_gets_one_short_line(interface, text):
    found = message(interface, text)
    assert len(found.splitlines()) == 1
    assert 0 < len(found) < 400


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("北京", "2025-03-10", None), ["PLACE", "北京", "太原市"]),
        (("太园", "2025-03-10", None), ["PLACE", "太园", "是不是 太原市"]),
        (("太原", "2025-13-01", None), ["DATE", "2025-13-01", "年-月-日"]),
        (("太原", "2025", None), ["DATE", "2025", "年-月-日"]),
        (
            ("太原", "2025-03-10", "inpatient_deductable"),
            ["ITEM", "inpatient_deductable", "是不是 inpatient_deductible"],
        ),
        (("太原", "2025-03-10", ""), ["ITEM", "premium"]),
    ],
    ids=["place elsewhere", "place with a slip", "no such day", "a year", "item with a slip", "empty item"],
)
def test_a_bad_question_of_a_lookup_is_named_too(interface, asked, words):
    found = json.loads(interface.lookup(*asked))
    assert found["status"] == "error"
    assert [word for word in words if word not in found["message"]] == []
