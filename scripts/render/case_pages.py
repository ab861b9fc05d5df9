"""The pages of the standard cases: all of them, and one for each."""

import base64
from functools import partial
from typing import Any

from reading.standard_cases import StandardCase
from render import case_basis, citing, structured, words
from render.charts import case_dots, case_steps
from render.charts.sources import of_case, of_outcome
from render.page import Page
from render.site import Site
from render.sizes import fitting
from render.standard_cases import HUB, Outcome, Settled, alike, path, settled, turns
from render.texts import compact


def pages(site: Site) -> list[Page]:
    """The hub, and a page for each case."""
    return [_hub(site), *(_page(site, one) for one in settled(site))]


def _fragment(site: Site, case: StandardCase, outcome: Outcome) -> str:
    """The case as the calculator's address restores it (calculator/browser/share.js)."""
    text = compact(case.at(outcome.place["code"], f"{outcome.year}-12-31"))
    encoded = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    shares = outcome.shares
    names = ("self", "basic_fund", "critical_illness")
    paid = "-" if shares is None else ",".join(f"{shares[name] / 100:.2f}" for name in names)
    # In a country the calculator knows the version of all data, which a province's pages do not name.
    version = "" if site.whole else site.policy.data_version
    return f"#case={encoded}&v={version}&paid={paid}"


def _hub(site: Site) -> Page:
    now = int(site.today[:4])
    html = site.render(
        "cases.html.jinja",
        HUB + site.folder,
        settled=settled(site),
        now=now,
        alike=alike,
        turns=turns,
        otherwise=partial(case_basis.otherwise, site),
        case_path=partial(path, site),
        chart=case_dots.chart(site),
        citation=citing.cited(
            site, (name for one in settled(site) for name in of_case(site, one, site.years)), "标准案例"
        ),
        filled=citing.filled,
    )
    return Page(
        HUB + site.folder,
        f"标准案例：同样的费用，各市各年付多少{site.apart}",
        html,
        f"同样的一次住院、一年药费，放到{site.scope}里结算：自己要付多少，占几成，哪里不一样。",
        HUB,
        summary=f"{len(settled(site))} 个案例，{len(site.cities)} 个市",
        keywords="标准案例 同样的病 各市比较 自付比例 自己付多少 县医院 三甲 省外 癌症 高血压 糖尿病",
        layout="wide",
        tables={"now": citing.all_cases(site, settled(site), now)},
    )


def _page(site: Site, one: Settled) -> Page:
    now = int(site.today[:4])
    today = one.of_year(now)
    turned = turns(one)
    linked = [*today, *(outcome for turn in turned for outcome in (turn.before, turn.after))]
    # By city and year: what leads to the calculator, and the clauses.
    links = {(outcome.place["code"], outcome.year): _fragment(site, one.case, outcome) for outcome in linked}
    basis = {(outcome.place["code"], outcome.year): of_outcome(site, one.case, outcome) for outcome in linked}
    told: dict[str, Any] = {
        "one": one,
        "now": now,
        "bases": (found := case_basis.bases(site, one)),
        "numbers": {case_basis.cell_id(outcome): basis.number for basis in found for outcome in basis.outcomes},
        "groups": alike(today),
        "turns": turned,
        "links": links,
        "basis": basis,
        "item_names": one.missing,
        "otherwise": case_basis.otherwise(site, one),
        "others": {
            (outcome.place["code"], outcome.year): case_basis.others(site, one.case, outcome) for outcome in linked
        },
        "chart": case_steps.charts(site).get(one.case.id),
        "citation": (citation := citing.case(site, one)),
        "filled": citing.filled,
    }
    html = fitting(lambda brevity: site.render("case.html.jinja", path(site, one.case), brevity=brevity, **told), 3)
    return Page(
        path(site, one.case),
        one.case.title + site.apart,
        html,
        f"{one.case.title}：{site.scope}各要自己付多少，由同一个计算程序按各市各年的规定结算。",
        HUB,
        summary=_in_short(today),
        structured=(structured.case_data(site, path(site, one.case), one.case.title),),
        keywords="标准案例 各市比较 自己付多少 " + " ".join(place["name"] for place in site.cities),
        layout="wide",
        tables={"years": citation},
    )


def _in_short(outcomes: list[Outcome]) -> str:
    """What the patients pay in the cities of a province: 9 / 11 个市算得出，自己付 9,000元 至 12,000元."""
    paid = sorted(outcome.own for outcome in outcomes if outcome.own is not None)
    counted = f"{len(paid)} / {len(outcomes)} 个市算得出"
    if not paid:
        return counted
    least, most = words.yuan(paid[0]), words.yuan(paid[-1])
    return f"{counted}，自己付 {least if least == most else f'{least} 至 {most}'}"
