"""Claims on a day (ISO) with amounts in yuan, and what a statement lists of a reading."""


def stay(date, facility="class_1", location="local", **costs):
    return {"kind": "inpatient", "date": date, "facility": facility, "location": location, "costs": costs}


def drug(date, cost, first_batch=False):
    return {"kind": "dual_channel_drug", "date": date, "first_batch": first_batch, "cost": cost}


def self_pay(date, compliant):
    return {"kind": "annual_self_pay", "date": date, "compliant": compliant}


def visit(date, cost):
    return {"kind": "outpatient", "date": date, "facility": "class_1", "costs": {"class_a": cost}}


def natural_birth(date, cost=1000):
    return {"kind": "childbirth", "date": date, "mode": "natural", "facility_level": "township", "cost": cost}


def caesarean(date, cost):
    return {"kind": "childbirth", "date": date, "mode": "caesarean", "facility": "class_1", "cost": cost}


def tcm(date, cost):
    return {"kind": "tcm", "date": date, "cost": cost}


def accident(date, cost):
    return {"kind": "student_accident", "date": date, "cost": cost}


def listed(statement, reading):
    """What a statement says of a reading, None where it does not list it."""
    return next((found for found in statement["assumptions"] if found["reading"] == reading), None)
