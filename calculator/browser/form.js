// The form: what was answered, as a case for the rules core, or the errors beside their fields.

import { decimal, readYuan, yuan } from "./words.js";

const value = (form, name) => form.elements[name]?.value ?? "";
const shown = (form, name) => fields(form, name).some((field) => !field.closest("[hidden]"));

// The hospital's class; the second class is two, told apart by the hospital's level.
export function facility(form) {
  const chosen = value(form, "class");
  if (chosen !== "class_2") return chosen;
  return value(form, "level") ? `class_2_${value(form, "level")}` : "";
}

// Where the stay was, as the rules tell places apart. How one went to another city of the province counts where it is asked.
export function location(form) {
  const where = value(form, "where");
  if (where === "outside") return value(form, "outside");
  return (where === "in_province" && shown(form, "inside") && value(form, "inside")) || where;
}

// The same in the words of the answers that were chosen.
function whereInWords(form) {
  const words = (name) => fields(form, name).find((field) => field.checked)?.nextElementSibling.firstChild.textContent.trim();
  const way = { in_province: "inside", outside: "outside" }[value(form, "where")];
  const how = way && shown(form, way) && words(way);
  return how ? `${words("where")}（${how}）` : words("where");
}

// Reads the whole form: {case, where, kinds, total, rest, open, filled, errors}. `asked` is what the rules ask for this stay
// (see ask.js), null while that is not decided. `where` is in words; `kinds` tells whether costs came by kind; `total` and
// `rest` (what came without a kind) are in fen; `open` and `filled` are the kinds that the rules leave open, left empty and
// filled in; `unpaid` is in words. `errors` maps a field's name to its message, in the form's order; the case is complete only without errors.
export function read(form, asked = null) {
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
  if (value(form, "where") === "in_province" && asked?.referral) need("inside", "请选有没有办转诊或备案，报的比例不一样");
  if (value(form, "where") === "outside") need("outside", "请选是怎么去省外的");
  const { amounts, ...costs } = readCosts(form, errors, asked?.kinds ?? {});
  const person = readPerson(form, errors);
  const earlier = readEarlier(form, errors, asked?.cap ?? null);
  const stay = { kind: "inpatient", date, facility: facility(form), location: location(form), costs: amounts };
  const settled = { place: value(form, "place"), person, claims: [stay] };
  if (earlier) settled.earlier = earlier;
  // Of an earlier stay, what was left empty and so counts as nothing.
  const blank = { basic_fund: "基金付过的钱", in_scope_self_pay: "自己付的合规费用" };
  const unpaid = Object.keys(blank).filter((name) => !value(form, name).trim()).map((name) => blank[name]).join("和");
  return { case: settled, where: whereInWords(form), unpaid, ...costs, errors: inOrder(form, errors) };
}

// The costs by kind. What the total leaves over counts as class A: wholly in scope.
function readCosts(form, errors, settles) {
  const amounts = {};
  const open = [];
  const filled = [];
  let sum = 0;
  for (const input of form.querySelectorAll("[data-kind]")) {
    const { kind } = input.dataset;
    const fen = amount(form, input.name, errors);
    if (settles[kind] === false && shown(form, input.name)) (fen ? filled : open).push(kind);
    if (!fen) continue;
    amounts[kind] = decimal(fen);
    sum += fen;
  }
  const total = amount(form, "total", errors);
  const kinds = sum > 0;
  if (!total && !kinds && !errors.total) errors.total = "请填一共花了多少钱";
  if (total !== null && kinds && sum > total && !errors.total) {
    errors.total = `下面各项加起来是 ${yuan(sum / 100)} 元，比总费用多；请改一处，或把总费用空着`;
  }
  const rest = Math.max(0, (total ?? sum) - sum);
  if (rest) amounts.class_a = decimal(rest + (amount(form, "cost-class_a", errors) ?? 0));
  // Kinds add up to the whole bill: then nothing of an open kind is in it.
  const whole = total !== null && !rest;
  return { amounts, kinds, total: total ?? sum, rest, open: whole ? [] : open, filled };
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

function readEarlier(form, errors, cap) {
  const admissions = value(form, "admissions").trim();
  const paid = amount(form, "basic_fund", errors);
  const borne = amount(form, "in_scope_self_pay", errors);
  if (admissions && !(/^\d{1,3}$/.test(admissions) && Number(admissions) <= 366)) {
    errors.admissions = "请填次数，例如 1";
  } else if (!Number(admissions) && (paid || borne)) {
    errors.admissions = "下面填了前面的钱，请填住过几次；没住过院的，把金额空着";
  }
  if (cap !== null && paid > cap * 100) {
    errors.basic_fund = `基金一年最多付 ${yuan(cap)} 元，这里填得更多；大病保险付的不要加进来`;
  }
  if (!Number(admissions)) return null;
  return { admissions: Number(admissions), basic_fund: decimal(paid ?? 0), in_scope_self_pay: decimal(borne ?? 0) };
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
