// The answer to a filled-in form: the statement, and what helps to understand it (see result.js).

import { decimal, readYuan } from "./words.js";

const NEAR = 3; // years: a rule that comes later says little about a stay

// `core` is {settle, lookup}, `said` what the form says, `asked` what it was asked, `lastYear` the last collected year.
// Most of what helps beyond the statement is worked out for a single claim only.
export async function answerTo(core, said, asked, lastYear) {
  const { settle } = core;
  const statement = await settle(said.case);
  const least = await leastPaid(core, said.case, said.claims);
  const answer = { statement, least, read: said, asked, ifNot: [] };
  if (said.claims.length > 1) return answer;
  const [{ claim: stay, rest }] = said.claims;
  if (statement.status === "ok") {
    for (const share of rest ? [10, 30] : []) answer.ifNot.push({ share, statement: await settle(outOfScope(said.case, said.claims, share)) });
    if (stay.kind === "inpatient" && stay.location === "in_province" && !asked.referral) answer.alike = await alike(core, said.case.place, stay);
  }
  if (statement.status === "unknown") {
    answer.elsewhen = await knownLater(core, said, lastYear);
    answer.ended = await ended(core, said.case, statement, lastYear);
  }
  return answer;
}

// The other end of what is possible where money came without a kind: all of it out of scope. Null where all has its kind.
async function leastPaid({ settle }, whole, claims) {
  return claims.some(({ rest }) => rest) ? settle(outOfScope(whole, claims, 100)) : null;
}

// The case with a share (per cent) of what came without a kind out of scope; `claims` as the form read them.
export function outOfScope(whole, claims, share) {
  return { ...whole, claims: whole.claims.map((claim, at) => withUncovered(claim, Math.round((claims[at].rest * share) / 100))) };
}

function withUncovered(claim, moved) {
  if (!moved) return claim;
  const fen = (kind) => readYuan(claim.costs[kind] ?? "0");
  const costs = { ...claim.costs, class_a: decimal(fen("class_a") - moved), uncovered: decimal(fen("uncovered") + moved) };
  return { ...claim, costs };
}

// The rule that takes nothing off for going to another city of the province without a referral, where there is one.
async function alike({ lookup }, place, { date }) {
  const { values = [] } = await lookup(place, date, "inpatient_ratio_reduction");
  return values.find(({ dimensions, value }) => dimensions.location === "in_province_unreferred" && value === 0);
}

// The first later New Year's Day on which the same stay can be settled, if it is near enough to say something.
async function knownLater(core, { case: whole, claims }, lastYear) {
  const [stay] = whole.claims;
  const now = Number(stay.date.slice(0, 4));
  for (let year = now + 1; year <= Math.min(now + NEAR, lastYear); year++) {
    const date = `${year}-01-01`;
    const then = { ...whole, claims: [{ ...stay, date }] };
    const statement = await core.settle(then);
    if (statement.status === "ok") return { date, statement, least: await leastPaid(core, then, claims) };
  }
  return null;
}

// For a day after the last collected year: the rule that held until then, with its last day.
async function ended({ lookup }, { place, claims: [{ date }] }, { missing: [lacking] }, lastYear) {
  const last = `${lastYear}-12-31`;
  if (!lacking || date <= last) return null;
  const { values = [] } = await lookup(place, last, lacking.item);
  return values.find(({ to, citations }) => to === last && citations.length);
}
