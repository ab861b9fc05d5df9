// Reads the part of the address after #, which is never sent to anybody, as answers for the form.
//
//   #place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000
//
// place      a city's code or name          date      2025-03-10, the day of discharge or of the visit
// kind       inpatient (the default) · outpatient · … as in a case, with its fields:
// facility   class_3 · class_2_county · class_2_city · class_1
// location   local · in_province · in_province_unreferred · long_term · referred · emergency · unreferred
// disease · first_batch · mode · facility_level · list · assisted
// cost       the total in yuan (compliant: a year's self-pay); or by kind: class_a · class_b_drug · … · uncovered
// age · group · admissions · basic_fund · in_scope_self_pay

import { readable } from "./costs.js";
import { FIELDS, KINDS } from "./kinds.js";
import { isDay, yuan } from "./words.js";

const TRUTH = { true: true, false: false };

// Each key: its text as answers, undefined where it makes no sense.
const given = (name, wanted) => (text) => (wanted(text) ? { [name]: text } : undefined);
const money = (name) => (text) => {
  const fen = readable(text);
  return fen === undefined ? undefined : { [name]: yuan(fen / 100) };
};
const number = (text) => /^\d{1,3}$/.test(text);
const KEYS = {
  kind: given("kind", (text) => Object.keys(KINDS).includes(text)),
  date: given("date", isDay),
  ...Object.fromEntries(Object.entries(FIELDS).map(([name, { write }]) => [name, (text) => write({ [name]: TRUTH[text] ?? text })])),
  cost: money("total"),
  compliant: money("total"),
  group: given("group", Boolean),
  age: given("age", number),
  admissions: given("admissions", number),
  basic_fund: money("basic_fund"),
  in_scope_self_pay: money("in_scope_self_pay"),
};

// {answers, odd}: the answers, and whether something made no sense. `cities` are {name, code}; `costs` the kinds of cost.
export function prefilled(fragment, cities, costs) {
  // What every object has (__proto__, valueOf) is no key of a link.
  const keys = Object.assign(Object.create(null), KEYS, { place: (text) => city(text, cities) });
  for (const kind of costs) keys[kind] = money(`cost-${kind}`);
  const said = [...new URLSearchParams(fragment)].filter(([, text]) => text);
  const read = said.map(([name, text]) => keys[name]?.(text));
  return { answers: Object.assign(said.length ? { kind: "inpatient" } : {}, ...read), odd: read.includes(undefined) };
}

// A city as an answer, from its code or its name with or without 市.
export function city(wanted, cities) {
  const found = cities.find(({ name, code }) => [name, name.replace(/市$/, ""), code].includes(wanted));
  return found && { place: found.name };
}
