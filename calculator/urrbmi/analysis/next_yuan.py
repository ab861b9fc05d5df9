"""What the next yuan of a cost would be paid by, from nothing to the highest bill, and where that changes."""

from typing import Any

from urrbmi.analysis.beginnings import Beginning
from urrbmi.analysis.breakpoints import Segment
from urrbmi.analysis.course import Course
from urrbmi.analysis.outcome import SHARES, shares_json
from urrbmi.analysis.request import case_of, request_object
from urrbmi.analysis.varying import HIGHEST, Varying, varying
from urrbmi.claims import amount
from urrbmi.errors import BadInput
from urrbmi.money import GRID, HIGHEST_YUAN, yuan
from urrbmi.policy import Policy


def next_yuan(data: object, policy: Policy) -> dict[str, Any]:
    """Who pays the next yuan of a cost, now and at any other amount of it. Raises BadInput."""
    request = request_object(data, "claim", "cost", "amount")
    varies = varying(request, case_of(request, policy), policy)
    more = amount(request.get("amount", 1000), "amount", policy)
    if varies.now + more > HIGHEST:
        raise BadInput(f"amount：加上现在的费用超过了 {HIGHEST_YUAN} 元；请填小一些")
    now, then = varies.at(varies.now), varies.at(varies.now + more)
    shares = None
    if now.shares is not None and then.shares is not None:
        fund, critical, own = (after - before for before, after in zip(now.shares, then.shares, strict=True))
        shares = fund, critical, own
    return {
        "status": "unknown" if shares is None else "ok",
        "claim": varies.claim.index,
        "cost": varies.cost,
        "at": yuan(varies.now),
        "bill": yuan(varies.beside + varies.now),
        "amount": yuan(more),
        "next": shares_json(shares),
        "segments": [_segment_json(segment, begins, varies) for segment, begins in Course(varies, policy).parts],
        "missing": [] if shares is not None else (then if now.shares is not None else now).missing_json(policy),
        "data_version": policy.data_version,
    }


def _segment_json(segment: Segment, begins: Beginning | None, varies: Varying) -> dict[str, Any]:
    slopes = segment.slopes or (None, None, None)
    return {
        "from": yuan(segment.first),
        "to": yuan(segment.last),
        "bill_from": yuan(varies.beside + segment.first),
        "status": "ok" if segment.known else "unknown",
        **varies.at(segment.first).as_json(),
        "per_yuan": {name: None if slope is None else slope / GRID for name, slope in zip(SHARES, slopes, strict=True)},
        "begins": None if begins is None else begins.as_json(),
    }
