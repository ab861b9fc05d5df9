// What was spent: one total, or kinds of cost as on a settlement slip, or both. What has no kind counts as class A.

import { decimal, readYuan, yuan } from "./words.js";

// The kinds that every slip has; the others are asked only where the rules know them.
const EVERYDAY = ["class_a", "class_b_drug", "class_b_service", "consumable_domestic", "consumable_imported", "uncovered"];
const everyday = (kinds) => EVERYDAY.filter((kind) => !kinds || kinds.includes(kind));

// A field's amount in fen, null where it is empty or wrong (then said by need).
export function amount(answers, name, need) {
  try {
    return readYuan(answers[name] ?? "");
  } catch (error) {
    need(name, error.message);
    return null;
  }
}

// Reads the total alone: {amounts, kinds, total, rest, open, filled}, as for costs by kind. `words` is the question.
export function readTotal(answers, need, words) {
  const wrong = {};
  const total = amount(answers, "total", (name, message) => (wrong[name] = message));
  if (!total) need("total", wrong.total ?? `请填${words.replace("？", "")}`);
  return { amounts: decimal(total ?? 0), kinds: false, total: total ?? 0, rest: 0, open: [], filled: [] };
}

// Reads total and kinds. `settles` tells of a kind of cost whether the rules can settle it.
export function readCosts(answers, need, words, settles, offered) {
  const given = Object.keys(answers).filter((name) => name.startsWith("cost-"));
  const fen = Object.fromEntries(given.map((name) => [name.slice(5), amount(answers, name, need)]).filter(([, paid]) => paid));
  const kinds = Object.keys(fen);
  const sum = kinds.reduce((whole, kind) => whole + fen[kind], 0);
  const whole = answers.total || !sum ? readTotal(answers, need, words).total : sum;
  if (answers.total && whole && sum > whole) {
    need("total", `下面各项加起来是 ${yuan(sum / 100)} 元，比总费用多；请改一处，或把总费用空着`);
  }
  const rest = Math.max(0, whole - sum);
  const empty = everyday(offered).filter((kind) => !fen[kind]);
  // Kinds add up to the whole bill: then nothing of an open kind is in it.
  const open = answers.total && !rest ? [] : empty.filter((kind) => settles[kind] === false);
  // A bill by kind says 0 for what is not in it: so a case tells it from a bill whose kinds are not known.
  const none = Object.fromEntries(empty.filter((kind) => !open.includes(kind)).map((kind) => [kind, 0]));
  return {
    amounts: inYuan(rest ? { ...fen, class_a: rest + (fen.class_a ?? 0) } : { ...none, ...fen }),
    kinds: sum > 0,
    total: whole,
    rest,
    open,
    filled: kinds.filter((kind) => settles[kind] === false),
  };
}

const inYuan = (fen) => Object.fromEntries(Object.entries(fen).map(([kind, paid]) => [kind, decimal(paid)]));

// The answers that say costs by kind, as a claim has them; undefined where they cannot be said.
export function writeCosts({ cost, costs = { class_a: cost } }, offered) {
  const fen = Object.entries(costs).map(([kind, paid]) => [kind, readable(paid)]);
  if (fen.some(([, paid]) => paid === undefined)) return undefined;
  const whole = everyday(offered).every((kind) => kind in costs);
  const byKind = whole || fen.some(([, paid]) => !paid);
  const said = fen.filter(([kind, paid]) => paid && (byKind || kind !== "class_a"));
  const total = fen.reduce((sum, [, paid]) => sum + paid, 0);
  return {
    total: byKind && !whole ? "" : yuan(total / 100),
    ...Object.fromEntries(said.map(([kind, paid]) => [`cost-${kind}`, yuan(paid / 100)])),
  };
}

// The same for a claim with one amount under a key.
export const writeTotal = (key) => (claim) => {
  const fen = readable(claim[key]);
  return fen === undefined ? undefined : { total: yuan(fen / 100) };
};

// Fen of an amount in yuan, a number or decimal text; undefined where it is none.
export function readable(paid) {
  if (typeof paid !== "number" && typeof paid !== "string") return undefined;
  try {
    return readYuan(String(paid)) ?? undefined;
  } catch {
    return undefined;
  }
}
