"""Cases of many sorts for the analyses, and a case moved to another place and year by hand."""

from datetime import date

CITIES = ("太原市", "大同市", "阳泉市", "长治市", "晋城市", "朔州市", "晋中市", "运城市", "忻州市", "临汾市", "吕梁市")
ALL_YEARS = range(2017, 2030)
SHARES = ("basic_fund", "critical_illness", "self")


def stay(day="2025-03-10", facility="class_1", location="local", **costs):
    return {"kind": "inpatient", "date": day, "facility": facility, "location": location, "costs": costs}


def case(*claims, place="晋中市", **more):
    return {"place": place, "claims": list(claims), **more}


#: a dozen cases: stays of every sort, births, outpatient care, drugs, what cannot be settled, and years of several claims
CARE = {
    "a stay": case(stay(class_a=42000)),
    "a stay far away": case(stay(location="unreferred", class_a=150000, uncovered=800)),
    "a child's two stays": case(
        stay("2025-02-28", class_a=9000), stay("2025-08-01", class_a=3000), person={"age": 8, "group": "ordinary"}
    ),
    "costs of every kind": case(stay(facility="class_2_city", class_a=8000, class_b_drug=2000, implant_imported=30000)),
    "a poor person's dear year": case(
        stay(class_a=400000), stay("2025-11-30", "class_3", class_a=5000), person={"group": "registered_poor"}
    ),
    "a natural birth": case(
        {"kind": "childbirth", "date": "2025-05-01", "mode": "natural", "facility_level": "township", "cost": 1500}
    ),
    "visits over the limit": case(
        *({"kind": "outpatient", "date": f"2025-0{month}-15", "facility": "class_3", "costs": {"class_a": 260}}
          for month in (1, 2, 3))
    ),
    "blood pressure": case(
        {"kind": "two_diseases", "date": "2025-04-04", "disease": "hypertension", "costs": {"class_a": 390.5}}
    ),
    "a dear drug before a stay": case(
        {"kind": "dual_channel_drug", "date": "2025-02-01", "first_batch": True, "cost": 90000}, stay(class_a=60000)
    ),
    "an accident at school": case({"kind": "student_accident", "date": "2025-10-10", "cost": 1000}, place="阳泉市"),
    "a year's own share": case({"kind": "annual_self_pay", "date": "2025-12-31", "compliant": 30000}),
    "a chronic disease beside a stay": case(
        {"kind": "chronic_disease", "date": "2025-01-05", "cost": 4000}, stay(class_a=600000)
    ),
    "two years": case(stay("2024-12-20", class_a=20000), stay("2025-01-10", class_a=20000)),
    "nothing": case(),
}  # fmt: skip


def moved(case, place, years):
    """The case at another place and some years later, as anyone would write it down."""
    return {
        **case,
        "place": place,
        "claims": [{**one, "date": moved_day(one["date"], years)} for one in case["claims"]],
    }


def moved_day(day, years):
    found = date.fromisoformat(day)
    leap_day_lost = (found.month, found.day) == (2, 29) and (found.year + years) % 4
    return str(found.replace(year=found.year + years, day=28 if leap_day_lost else found.day))


def first_year(case):
    return min((int(one["date"][:4]) for one in case["claims"]), default=None)


def shares(answer):
    return [answer[name] for name in SHARES]


def fen(amount):
    return None if amount is None else round(amount * 100)
