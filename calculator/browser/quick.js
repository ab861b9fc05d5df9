// The quick estimate for what the form says: a single stay is answered from the table in the page, without the interpreter.

import { outOfScope } from "./answer.js";
import { read } from "./form.js";
import { day, yuan } from "./words.js";

const estimate = window.urrbmiEstimate;
// One table a province; where provinces do not come apart it stands in the page.
const tables = [...document.querySelectorAll("#calc-estimate")].map(({ textContent }) => JSON.parse(textContent));
const tableOf = (place) => tables.find(({ places }) => Object.hasOwn(places, place));

// Takes up the table of one more province.
export const take = (table) => tables.push(table);

// What the rules ask, as ask.js learns it from the rules core; null where there is more than one stay in hospital. Each of
// `claims` is as in Questions.forAll.
export function early(claims) {
  const [{ place, claim }] = claims;
  const table = tableOf(place);
  if (claims.length !== 1 || claim.kind !== "inpatient" || !table) return null;
  const asked = estimate.questions(table, { place, ...claim });
  return { ...asked, claims: [asked], hand: 0 };
}

// What the form says, where that is one complete stay in hospital; else null.
function said(form) {
  const first = read(form);
  const [stay] = first.case.claims;
  if (wrong(first) || first.case.claims.length !== 1 || stay.kind !== "inpatient") return null;
  // Only now it is certain which questions had to be answered.
  const whole = read(form, early([{ place: first.case.place, claim: stay }]));
  return wrong(whole) ? null : whole;
}

const wrong = ({ errors }) => Object.keys(errors).length > 0;

// Whether the form says all that a quick estimate needs, and there is a table for it.
export const complete = (form) => Boolean(tableOf(said(form)?.case.place));

// {key, known, parts()} where the table has an answer to what the form says, else null: what tells two answers apart, whether
// it is an amount, and the elements that show it.
export function quick(form, site) {
  const whole = said(form);
  const table = tableOf(whole?.case.place);
  const answer = table && estimate.settle(table, whole.case);
  if (!answer || answer.status === "wait") return null;
  const least = whole.rest ? estimate.settle(table, outOfScope(whole.case, whole.claims, 100)) : null;
  const key = JSON.stringify([whole.case, whole.rest]);
  return { key, known: answer.status === "ok", parts: () => estimate.view(answer, about(whole, site), least, site) };
}

function about({ case: { place, claims }, where, total }, site) {
  const [stay] = claims;
  return [place, `${day(stay.date)}出院`, site.words.facility[stay.facility].plain, where, `一共花了 ${yuan(total / 100)} 元`].join(" · ");
}
