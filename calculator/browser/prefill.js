// Fills in the form from the part of the address after #, which is never sent to anybody. What it does not know it leaves.
//
//   #place=140700&date=2025-03-10&facility=class_1&location=local&cost=42000
//
// place      a city's code or name          date      2025-03-10, the day of discharge
// facility   class_3 · class_2_county · class_2_city · class_1
// location   local · in_province · in_province_unreferred · long_term · referred · emergency · unreferred
// cost       the total in yuan; or by kind: class_a · class_b_drug · … · uncovered
// age · group · admissions · basic_fund · in_scope_self_pay

import { readYuan, yuan } from "./words.js";

const INSIDE = ["in_province", "in_province_unreferred"];
const OUTSIDE = ["long_term", "referred", "emergency", "unreferred"];

export function prefill(form, fragment) {
  const said = new URLSearchParams(fragment);
  const given = (name) => said.get(name) ?? "";
  choose(form, "place", given("place"));
  if (isDay(given("date"))) form.elements.date.value = given("date");
  const [, group, level] = /^(class_\d)(?:_(county|city))?$/.exec(given("facility")) ?? [];
  choose(form, "class", group);
  choose(form, "level", level);
  const where = given("location");
  choose(form, "where", INSIDE.includes(where) ? "in_province" : OUTSIDE.includes(where) ? "outside" : where);
  choose(form, "inside", where);
  choose(form, "outside", where);
  money(form, "total", given("cost"));
  for (const { name, dataset } of form.querySelectorAll("[data-kind]")) money(form, name, given(dataset.kind));
  for (const name of ["basic_fund", "in_scope_self_pay"]) money(form, name, given(name));
  for (const name of ["age", "admissions"]) if (/^\d{1,3}$/.test(given(name))) form.elements[name].value = given(name);
  const one = [...form.elements.group.options].find((option) => option.value === given("group"));
  if (one) one.selected = true;
}

// Chooses among radio buttons by a value; a city also by its code or its name without 市.
export function choose(form, name, wanted) {
  const names = ({ value, dataset }) => [value, value.replace(/市$/, ""), dataset.code];
  const found = wanted && [...form.elements[name]].find((field) => names(field).includes(wanted));
  if (found) found.checked = true;
}

// Whether there is such a day: "2025-02-30" is none.
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.startsWith(text);

function money(form, name, text) {
  const field = form.elements[name];
  try {
    const fen = readYuan(text);
    if (fen === null) return;
    field.value = yuan(fen / 100);
    if (field.closest("details")) field.closest("details").open = true;
  } catch {
    // No amount: the field stays as it is.
  }
}
