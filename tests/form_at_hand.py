"""The calculator's form as its tests fill it in, claim by claim, and what the command line makes of the same."""

from real_browser import figures, settled_by_command

STAY = {"kind": "inpatient", "date": "2025-03-10", "facility": "class_1", "costs": {"class_a": 42000}}
VISIT = {"kind": "outpatient", "date": "2025-03-10", "facility": "class_2_county", "costs": {"class_a": 580}}
DRUGS = {"kind": "two_diseases", "date": "2025-05-20", "disease": "hypertension", "costs": {"class_a": 300}}

# Each kind once: the answers given in the form, by name, and the claim that they make.
KINDS = {
    "a stay": ({"class": "class_1", "total": "42000"}, STAY),
    "a stay by kind of cost": (
        {"class": "class_3", "total": "900", "cost-class_b_drug": "400", "cost-uncovered": "100"},
        {**STAY, "facility": "class_3", "costs": {"class_a": 400, "class_b_drug": 400, "uncovered": 100}},
    ),
    "a stay out of the province": (
        {"class": "class_1", "where": "outside", "outside": "emergency", "total": "42000"},
        {**STAY, "location": "emergency"},
    ),
    "a visit": ({"kind": "outpatient", "class": "class_2", "level": "county", "total": "580"}, VISIT),
    "two diseases": (
        {"kind": "two_diseases", "disease": "diabetes_type_1", "total": "300", "cost-class_b_drug": "200"},
        {**DRUGS, "date": "2025-03-10", "disease": "diabetes_type_1", "costs": {"class_a": 100, "class_b_drug": 200}},
    ),
    "a drug of the first batch": (
        {"kind": "dual_channel_drug", "first_batch": "yes", "total": "1.2万"},
        {"kind": "dual_channel_drug", "date": "2025-03-10", "first_batch": True, "cost": 12000},
    ),
    "another drug": (
        {"kind": "dual_channel_drug", "first_batch": "no", "total": "12000"},
        {"kind": "dual_channel_drug", "date": "2025-03-10", "first_batch": False, "cost": 12000},
    ),
    "a treatment": ({"kind": "tcm", "total": "300"}, {"kind": "tcm", "date": "2025-03-10", "cost": 300}),
    "a natural birth": (
        {"kind": "childbirth", "mode": "natural", "facility_level": "county_or_above", "total": "3000"},
        {
            "kind": "childbirth",
            "date": "2025-03-10",
            "mode": "natural",
            "facility_level": "county_or_above",
            "cost": 3000,
        },
    ),
    "a caesarean": (
        {"kind": "childbirth", "mode": "caesarean", "class": "class_3", "total": "6000"},
        {
            "kind": "childbirth",
            "date": "2025-03-10",
            "mode": "caesarean",
            "facility": "class_3",
            "costs": {"class_a": 6000},
        },
    ),
    "an accident at school": (
        {"kind": "student_accident", "total": "600"},
        {"kind": "student_accident", "date": "2025-03-10", "cost": 600},
    ),
    "a chronic disease": (
        {"kind": "chronic_disease", "total": "800"},
        {"kind": "chronic_disease", "date": "2025-03-10", "cost": 800},
    ),
    "a major disease": (
        {"kind": "major_disease", "list": "adult", "assisted": "yes", "total": "30000"},
        {"kind": "major_disease", "date": "2025-03-10", "list": "adult", "assisted": True, "cost": 30000},
    ),
    "a year's self-pay": (
        {"kind": "annual_self_pay", "total": "30000"},
        {"kind": "annual_self_pay", "date": "2025-03-10", "compliant": 30000},
    ),
}


def answer(page, **given):
    """Gives answers in the form by the names of its fields, opening what is folded over them."""
    for name, value in given.items():
        field = page.locator(f"[name='{name}']:is([value='{value}'], :not([type=radio]))")
        if not field.is_visible():
            page.locator("#calc-form details:not([open])", has=field).locator("summary").click()
        field.check() if field.get_attribute("type") == "radio" else field.fill(value)


def claim(page, date="2025-03-10", **given):
    """Fills in the claim at hand."""
    answer(page, **{"kind": "inpatient", "date": date, **given})


def add(page):
    page.locator("#calc-add").click()


def settle(page):
    page.locator(".calc-go").click()


def shown(page):
    """The amounts of the answer: self, fund, critical illness."""
    return [float(amount) for _, amount in figures(page)]


def settled(*claims, place="晋中市"):
    """What the command line makes of these claims."""
    [statement] = settled_by_command([{"place": place, "claims": list(claims)}])
    return statement


def amounts(*claims):
    statement = settled(*claims)
    return [statement[name] for name in ("self", "basic_fund", "critical_illness")]


def outcome(claim):
    """The amounts of a claim alone, or the title of an answer that there is none."""
    return amounts(claim) if settled(claim)["status"] == "ok" else "算不出来"


def lines(page):
    return page.locator("#calc-year li > span:first-child").all_inner_texts()


def remembered(page):
    """Keeps each case that the page settles, to see the last one."""
    page.evaluate("""() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message, ...more) {
            const text = message.question?.settle;
            if (text) (window.cases ??= []).push(JSON.parse(text));
            return post.call(this, message, ...more);
        };
    }""")
