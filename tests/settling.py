"""Claims settled by the core for one person in one city: a grown-up in Taiyuan, if nothing else is said."""

from urrbmi.settle import settle


def self_pay(date, compliant):
    return {"kind": "annual_self_pay", "date": date, "compliant": compliant}


def settled(policy, *claims, place="太原市", age=40, group="ordinary", **more):
    return settle({"place": place, "person": {"age": age, "group": group}, "claims": list(claims), **more}, policy)


def totals(statement):
    return {name: statement[name] for name in ("cost", "basic_fund", "critical_illness", "self")}
