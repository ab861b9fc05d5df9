// The form: what was answered, as a case for the rules core, or the errors beside their fields.

import { decimal, readYuan } from "./words.js";

const value = (form, name) => form.elements[name]?.value ?? "";

// The hospital's class; the second class is two, told apart by the hospital's level.
export function facility(form) {
  const chosen = value(form, "class");
  if (chosen !== "class_2") return chosen;
  return value(form, "level") ? `class_2_${value(form, "level")}` : "";
}

// Where the stay was, as the rules tell places apart.
export function location(form) {
  const where = value(form, "where");
  if (where === "in_province") return value(form, "inside") || "in_province";
  if (where === "outside") return value(form, "outside");
  return where;
}

// Reads the whole form: {case, kinds, total, errors}. `errors` maps a field's name to its message, in the form's order;
// `kinds` tells whether the costs came by kind. The case is complete only without errors.
export function read(form) {
  const errors = {};
  const need = (name, message) => {
    if (!value(form, name)) errors[name] = message;
  };
  need("place", "请选参保的市");
  const date = value(form, "date");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) errors.date = "请填出院的日期，例如 2025-03-10";
  need("class", "请选医院的类别");
  if (value(form, "class") === "class_2") need("level", "请选是县级医院，还是省级、市级医院");
  need("where", "请选在哪里住的院");
  if (value(form, "where") === "outside") need("outside", "请选是怎么去省外的");
  const costs = readCosts(form, errors);
  const person = readPerson(form, errors);
  const earlier = readEarlier(form, errors);
  const stay = { kind: "inpatient", date, facility: facility(form), location: location(form), costs: costs.amounts };
  const settled = { place: value(form, "place"), person, claims: [stay] };
  if (earlier) settled.earlier = earlier;
  return { case: settled, kinds: costs.kinds, total: costs.total, rest: costs.rest, errors: inOrder(form, errors) };
}

// The costs by kind. What the total leaves over counts as class A: wholly in scope.
function readCosts(form, errors) {
  const amounts = {};
  let sum = 0;
  for (const input of form.querySelectorAll("[data-kind]")) {
    const fen = amount(form, input.name, errors);
    if (!fen) continue;
    amounts[input.dataset.kind] = decimal(fen);
    sum += fen;
  }
  const total = amount(form, "total", errors);
  const kinds = sum > 0;
  if (!total && !kinds && !errors.total) errors.total = "请填一共花了多少钱";
  if (total !== null && kinds && sum > total && !errors.total) {
    errors.total = `下面各项加起来是 ${decimal(sum)} 元，比总费用多；请改一处，或把总费用空着`;
  }
  const rest = total === null ? 0 : Math.max(0, total - sum);
  if (rest) amounts.class_a = decimal(rest + (amount(form, "cost-class_a", errors) ?? 0));
  return { amounts, kinds, total: total ?? sum, rest: kinds ? rest : 0 };
}

function readPerson(form, errors) {
  const person = {};
  const age = value(form, "age").trim();
  if (age && !form.elements.age.closest("[hidden]")) {
    if (/^\d{1,3}$/.test(age) && Number(age) <= 150) person.age = Number(age);
    else errors.age = "请填周岁，例如 8";
  }
  const group = value(form, "group");
  if (group && !form.elements.group.closest("[hidden]")) person.group = group;
  return person;
}

function readEarlier(form, errors) {
  const admissions = value(form, "admissions").trim();
  if (admissions && !(/^\d{1,3}$/.test(admissions) && Number(admissions) <= 366)) {
    errors.admissions = "请填次数，例如 1";
  }
  const earlier = {
    admissions: Number(admissions || 0),
    basic_fund: decimal(amount(form, "basic_fund", errors) ?? 0),
    in_scope_self_pay: decimal(amount(form, "in_scope_self_pay", errors) ?? 0),
  };
  const nothing = !earlier.admissions && earlier.basic_fund === "0.00" && earlier.in_scope_self_pay === "0.00";
  return nothing ? null : earlier;
}

// A field's amount in fen, null where it is empty or wrong (then with its error).
function amount(form, name, errors) {
  try {
    return readYuan(value(form, name));
  } catch (error) {
    errors[name] = error.message;
    return null;
  }
}

function inOrder(form, errors) {
  const names = [...new Set([...form.elements].map((field) => field.name))];
  return Object.fromEntries(names.filter((name) => name in errors).map((name) => [name, errors[name]]));
}

// Shows each error beside its field and takes away those that are mended; returns the first field with one.
export function showErrors(form, errors) {
  let first = null;
  for (const note of form.querySelectorAll("[data-error]")) {
    const name = note.dataset.error;
    const message = errors[name] ?? "";
    note.textContent = message;
    note.hidden = !message;
    for (const field of fields(form, name)) {
      if (message) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    if (message && !first) first = fields(form, name)[0];
  }
  return first;
}

const fields = (form, name) => [...form.elements].filter((field) => field.name === name);
