// The parts of the form: only those are shown that go with the answers given and with what the rules ask.

import { label } from "./fields.js";
import { KINDS, fieldsOf, moneyOf } from "./kinds.js";

const all = (form, selector) => form.querySelectorAll(selector);
const value = (form, name) => form.elements[name]?.value ?? "";

// Shows the questions that go with the kind of claim and the answers given, in their words. `kinds` are those of the other
// claims of the year.
export function unfold(form, kinds) {
  const kind = value(form, "kind");
  const { first, words } = KINDS[kind];
  const given = { kind, [first]: value(form, first) };
  const wanted = [...fieldsOf(given), moneyOf(given).key];
  if ([kind, ...kinds].some((name) => KINDS[name].earlier)) wanted.push("earlier");
  for (const part of all(form, "[data-part]")) part.hidden = !wanted.includes(part.dataset.part);
  for (const part of all(form, "[data-with]")) {
    const [name, answer] = part.dataset.with.split("=");
    part.hidden = value(form, name) !== answer;
  }
  for (const part of all(form, "[data-words]")) part.textContent = words[part.dataset.words] ?? "";
  form.querySelector("[data-chosen]").textContent = label(form, "kind", kind);
}

// Shows what the rules ask, as in `asked` (see form.js).
export function showAsked(form, asked) {
  for (const part of all(form, "[data-asked]")) part.hidden = !asked[part.dataset.asked];
  const { kinds: offered } = moneyOf({ kind: value(form, "kind"), mode: value(form, "mode") });
  for (const field of all(form, "[data-kind]")) {
    const { kind } = field.dataset;
    const row = field.closest(".field");
    row.querySelector("[data-open]").hidden = asked.kinds[kind] ?? true;
    // A rare kind that the rules do not know is left out, unless something stands in it.
    const known = !("rare" in row.dataset) || asked.kinds[kind] || field.value;
    row.hidden = !known || (offered && !offered.includes(kind));
  }
}
