// A case for the rules core out of the form's answers, and the answers out of a case. No page is needed for either.

import { amount, readCosts, readTotal, readable } from "./costs.js";
import { FIELDS, KINDS, fieldsOf, moneyOf } from "./kinds.js";
import { decimal, isDay, yuan } from "./words.js";

const EARLIER = { basic_fund: "基金付过的钱", in_scope_self_pay: "自己付的合规费用" };
const MOST = { age: 150, admissions: 366 }; // years, times: what the rules core takes at most

// Reads one claim: {claim, kinds, total, rest, open, filled, errors}. `asked` is what the rules ask for it, or null.
export function readClaim(answers, asked = null) {
  const errors = {};
  const need = (name, words) => (errors[name] ??= words);
  const { words } = KINDS[answers.kind];
  if (!isDay(answers.date ?? "")) need("date", `请填${words.date.replace("？", "")}，例如 2025-03-10`);
  const parts = fieldsOf(answers).map((name) => FIELDS[name].read(answers, need, asked));
  const { key, kinds: offered } = moneyOf(answers);
  const read = key === "costs" ? readCosts : readTotal;
  const { amounts, ...costs } = read(answers, need, words.total, asked?.kinds ?? {}, offered);
  return { claim: Object.assign({ kind: answers.kind, date: answers.date }, ...parts, { [key]: amounts }), ...costs, errors };
}

// The claim with something in place of all that is not answered yet, and without its money: to find out what the rules ask.
export function sampleClaim(answers) {
  const ignore = () => {};
  const parts = fieldsOf(answers).map((name) => {
    const read = FIELDS[name].read(answers, ignore, null);
    return Object.values(read).includes("") || Object.values(read).includes(undefined) ? FIELDS[name].sample : read;
  });
  return Object.assign({ kind: answers.kind, date: answers.date }, ...parts);
}

// Reads who is insured and what came earlier: {place, person, earlier, unpaid, errors}. `cap` is what the fund pays in a year
// at most (yuan), null where that is not known; `earlier` is null where there is none, `unpaid` what of it was left empty.
export function readWhole(answers, cap = null) {
  const errors = {};
  const need = (name, words) => (errors[name] ??= words);
  if (!answers.place) need("place", "请选参保的市");
  const person = {};
  const age = count("age", answers.age, "请填周岁，例如 8", need);
  if (age !== null) person.age = age;
  if (answers.group) person.group = answers.group;
  const admissions = count("admissions", answers.admissions, "请填次数，例如 1", need);
  const paid = amount(answers, "basic_fund", need);
  const borne = amount(answers, "in_scope_self_pay", need);
  if (!admissions && (paid || borne)) need("admissions", "下面填了前面的钱，请填住过几次；没住过院的，把金额空着");
  if (cap !== null && paid > cap * 100) {
    need("basic_fund", `基金一年最多付 ${yuan(cap)} 元，这里填得更多；大病保险付的不要加进来`);
  }
  const earlier = admissions && { admissions, basic_fund: decimal(paid ?? 0), in_scope_self_pay: decimal(borne ?? 0) };
  const empty = Object.keys(EARLIER).filter((name) => !answers[name]?.trim());
  return { place: answers.place, person, earlier: earlier || null, unpaid: empty.map((name) => EARLIER[name]).join("和"), errors };
}

// A whole number, null where none is given or a wrong one is.
function count(name, text, words, need) {
  const given = text?.trim();
  if (!given) return null;
  if (/^\d{1,3}$/.test(given) && Number(given) <= MOST[name]) return Number(given);
  need(name, words);
  return null;
}

// The answers that say a case: {whole, claims}, or null where the form cannot say all of it.
export function answersOf(given) {
  try {
    const { place, person = {}, earlier = {}, claims, ...more } = given;
    const answers = { whole: { place, ...texts(person), ...texts(earlier) }, claims: claims.map(write) };
    const whole = readWhole(answers.whole);
    const read = answers.claims.map((each) => readClaim(each));
    const said = { place, person: whole.person, earlier: whole.earlier ?? {}, claims: read.map(({ claim }) => claim) };
    const wrong = [more, whole.errors, ...read.map(({ errors }) => errors)].some((found) => Object.keys(found).length);
    return !wrong && claims.length && same(said, { place, person, earlier, claims }) ? answers : null;
  } catch {
    return null; // not shaped like a case
  }
}

// A claim as the form's answers; a field that they cannot say is left out, and the comparison finds it.
export function write(claim) {
  const { kind, date } = claim;
  const first = KINDS[kind].first && FIELDS[KINDS[kind].first].write(claim);
  const start = { kind, date, ...first };
  const money = moneyOf(start);
  return Object.assign(start, ...fieldsOf(start).map((name) => FIELDS[name].write(claim)), money.write(claim, money.kinds));
}

const texts = (amounts) => Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, text(name, value)]));
const text = (name, value) => (name in EARLIER ? yuan(readable(value) / 100) : String(value));

// Whether two cases say the same, however amounts are written and whether or not what goes without saying is said.
const same = (one, other) => plain(one) === plain(other);
export const sameCase = (one, other) => same({ person: {}, earlier: {}, ...one }, { person: {}, earlier: {}, ...other });
const DEFAULTS = { location: "local", assisted: false, group: "ordinary" };

function plain(value, name) {
  if (Array.isArray(value)) return `[${value.map((each) => plain(each)).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(MONEY.has(name) ? readable(value) : value);
  const costs = name === "costs";
  const said = Object.keys(value).filter((key) => value[key] !== DEFAULTS[key] && (!isMoney(costs, key) || readable(value[key])));
  return `{${said.sort().map((key) => `${key}:${plain(value[key], costs ? "cost" : key)}`).join()}}`;
}

const MONEY = new Set(["cost", "compliant", "basic_fund", "in_scope_self_pay"]);
const isMoney = (costs, key) => costs || MONEY.has(key);
