// Fills in the whole form from outside: from a case, or from the keys of a link.

import { answersOf } from "./case.js";
import { fill, offers } from "./fields.js";
import { city, prefilled } from "./prefill.js";
import { year } from "./year.js";

// From a case: its last claim in the form, those before in the list. Tells whether the form can say all of it; if not, nothing
// is filled in. `list` is the list of the year, `cities` are {name, code}.
export function restore(form, list, given, cities) {
  const found = city(given?.place, cities);
  const said = found && answersOf({ ...given, ...found });
  if (!said || ![said.whole, ...said.claims].every((answers) => offers(form, answers))) return false;
  const hand = said.claims.pop();
  year.restart(said.claims);
  const blank = { age: "", group: "ordinary", admissions: "", basic_fund: "", in_scope_self_pay: "" };
  fill(form, { ...blank, ...said.whole });
  list.begin(hand.date, hand);
  return true;
}

// From a link with readable keys. Tells whether all of them made sense; those that did are filled in.
export function fillFromLink(form, fragment, cities) {
  const costs = [...form.querySelectorAll("[data-kind]")].map((field) => field.dataset.kind);
  const { answers, odd } = prefilled(fragment, cities, costs);
  const right = Object.entries(answers).filter(([name, said]) => offers(form, { [name]: said }));
  fill(form, Object.fromEntries(right));
  return !odd && right.length === Object.keys(answers).length;
}
