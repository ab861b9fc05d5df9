"""Years of care invented at random from a seed, and the rules of Jinzhong from 2025 retold independently of the core."""

import random
from decimal import Decimal
from fractions import Fraction

from urrbmi.settle import settle

FACILITIES = {"class_3": (100, 85), "class_2_county": (400, 75), "class_2_city": (500, 70), "class_1": (1000, 60)}
VISITS = {"class_3": (0, 60), "class_2_county": (0, 55), "class_2_city": (0, 55), "class_1": (80, 45)}
POINTS_LOST = {"local": 0, "in_province": 0, "long_term": 0, "referred": 5, "emergency": 5, "unreferred": 15}
ELSEWHERE = [*[place for place in POINTS_LOST if place != "local"], "in_province_unreferred"]
FIRST_SELF_PAY = {"class_a": 0, "class_b_drug": 5, "class_b_service": 10, "consumable_imported": 20, "uncovered": 100}
DISEASES = {"hypertension": 260, "diabetes_type_1": 480, "diabetes_other": 360}
BIRTHS = {"township": 1000, "county_or_above": 1200}
ANNUAL_CAP = 70_000
#: kinds whose payments use the annual cap from 2025 (晋医保发〔2024〕19号, 三·6段; readings A19, C13)
USES_ANNUAL_CAP = ("inpatient", "childbirth", "dual_channel_drug", "tcm", "chronic_disease", "major_disease")
STAYS = ("inpatient", "childbirth", "major_disease")


# --- invented claims, on days that are given to them later


def stay(chance, scale):
    kinds = chance.sample(list(FIRST_SELF_PAY), 2)
    return {
        "kind": "inpatient",
        "facility": chance.choice(list(FACILITIES)),
        "location": chance.choice(list(POINTS_LOST)),
        "costs": {kind: yuan(chance, scale) for kind in kinds},
    }


def visit(chance, scale):
    costs = {kind: yuan(chance, scale / 100) for kind in chance.sample(list(FIRST_SELF_PAY), 2)}
    return {"kind": "outpatient", "facility": chance.choice(list(VISITS)), "costs": costs}


def prescription(chance, scale):
    costs = {kind: yuan(chance, scale / 100) for kind in ("class_a", "class_b_drug", "uncovered")}
    return {"kind": "two_diseases", "disease": chance.choice(list(DISEASES)), "costs": costs}


def drug(chance, scale):
    return {"kind": "dual_channel_drug", "first_batch": chance.random() < 0.5, "cost": yuan(chance, scale)}


def tcm(chance, scale):
    return {"kind": "tcm", "cost": yuan(chance, scale)}


def natural_birth(chance, scale):
    level = chance.choice(list(BIRTHS))
    return {"kind": "childbirth", "mode": "natural", "facility_level": level, "cost": yuan(chance, 3000)}


def caesarean(chance, scale):
    mode, facility = chance.choice(["caesarean", "complicated"]), chance.choice(list(FACILITIES))
    return {"kind": "childbirth", "mode": mode, "facility": facility, "cost": yuan(chance, scale)}


def self_pay(chance, scale):
    return {"kind": "annual_self_pay", "compliant": yuan(chance, scale)}


def accident(chance, scale):
    return {"kind": "student_accident", "cost": yuan(chance, scale / 10)}


def chronic(chance, scale):
    return {"kind": "chronic_disease", "cost": yuan(chance, scale)}


def major(chance, scale):
    return {"kind": "major_disease", "list": chance.choice(["children", "adult"]), "cost": yuan(chance, scale)}


def visit_elsewhere(chance, scale):
    location, facility = chance.choice(ELSEWHERE), chance.choice(list(VISITS))
    return {"kind": "outpatient", "facility": facility, "location": location, "costs": {"class_a": yuan(chance, 400)}}


#: what can be settled in Jinzhong from 2025 to 2029, and what cannot
KNOWN = [stay, visit, prescription, drug, tcm, natural_birth, caesarean, self_pay]
UNKNOWN = [chronic, major, visit_elsewhere]
EVERY = [*KNOWN, *UNKNOWN, accident]


def yuan(chance, highest):
    return chance.randint(0, max(1, int(highest * 100))) / 100


def invented(seed, makers, years=(2025,), most=8):
    """Claims on days in order; often several on one day."""
    chance = random.Random(seed)
    scale = chance.choice([500, 5_000, 50_000, 300_000])
    year = chance.choice(years)
    days = sorted(
        f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 4):02d}" for _ in range(chance.randint(1, most))
    )
    return [{**chance.choice(makers)(chance, scale), "date": day} for day in days]


def settled(policy, claims, place="晋中市", **more):
    return settle({"place": place, "claims": claims, **more}, policy)


def outcomes(statement):
    return [claim for year in statement["years"] for claim in year["claims"]]


def funds(statement):
    return [claim["basic_fund"] for claim in outcomes(statement)]


def critical(statement):
    return [year["critical_illness"]["amount"] for year in statement["years"]]


def readings(statement):
    return {assumption["reading"] for assumption in statement["assumptions"]}


def exact(amount):
    return Decimal(str(amount))


# --- the rules of Jinzhong from 2025 retold


def half_up(amount):
    return Fraction(int(amount * 100 + Fraction(1, 2)), 100)


def percent(number):
    return Fraction(number, 100)


def in_scope(costs):
    return sum((Fraction(str(cost)) * percent(100 - FIRST_SELF_PAY[kind]) for kind, cost in costs.items()), Fraction(0))


def retold(claims, paid_for_unknown=None, borne_of_unknown=0):
    """What the fund pays for each claim, and critical illness, of a year from 2025 in Jinzhong.

    For each claim that is unknown the fund pays what `paid_for_unknown` (index → yuan) says, within its cap; of the rest
    `borne_of_unknown` (a share) counts for critical illness.
    """
    used = {}
    pool, admissions, paid = Fraction(0), 0, []
    for index, claim in enumerate(claims):
        kind = claim["kind"]
        cost = Fraction(str(claim.get("cost", 0)))
        counter, cap = "annual", Fraction(ANNUAL_CAP)
        deductible = Fraction(0)
        scope, lost = cost, Fraction(0)
        if kind == "inpatient" or (kind == "childbirth" and claim["mode"] != "natural"):
            deductible, ratio = FACILITIES[claim["facility"]]
            deductible = Fraction(deductible, 2 if admissions else 1)
            lost = percent(POINTS_LOST[claim.get("location", "local")])
            scope = in_scope(claim["costs"]) if "costs" in claim else cost
            due = half_up(max(Fraction(0), scope - deductible) * (percent(ratio) - lost))
        elif kind == "childbirth":
            due = min(cost, Fraction(BIRTHS[claim["facility_level"]]))
        elif kind == "outpatient":
            deductible, ratio = VISITS[claim["facility"]]
            counter, cap = "outpatient", Fraction(300)
            due = half_up(max(Fraction(0), in_scope(claim["costs"]) - deductible) * percent(ratio))
        elif kind == "two_diseases":
            counter, cap = claim["disease"], Fraction(DISEASES[claim["disease"]])
            due = half_up(in_scope(claim["costs"]) * percent(60))
        elif kind == "dual_channel_drug":
            due = half_up(cost * percent(70 if claim["first_batch"] else 60))
        elif kind == "tcm":
            due = half_up(cost * percent(60))
        else:
            due = Fraction(0)
        if index in (paid_for_unknown or {}):
            due = paid_for_unknown[index]
        payment = min(due, cap - used.get(counter, 0))
        used[counter] = used.get(counter, 0) + payment
        admissions += kind in STAYS
        if kind == "annual_self_pay":
            pool += Fraction(str(claim["compliant"]))
        elif kind in ("chronic_disease", "major_disease"):
            pool += (cost - payment) * borne_of_unknown
        elif lost or (deductible and kind in STAYS) or kind == "inpatient":
            pool += scope - payment - max(Fraction(0), scope - deductible) * lost
        paid.append(float(payment))
    first = max(Fraction(0), pool - 10_000) * percent(75)
    second = max(Fraction(0), pool - first - 50_000) * percent(50)
    return paid, float(min(Fraction(400_000), half_up(first + second)))
