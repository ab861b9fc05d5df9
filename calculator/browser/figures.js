// The headline of a statement: the three figures and their bar.

import { el } from "./element.js";
import { yuan } from "./words.js";

const SHARES = [
  ["self", "你付", "self", "至少"],
  ["fund", "医保基金付", "basic_fund", "最多"],
  ["critical", "大病保险付", "critical_illness", "最多"],
];

// Who pays how much (yuan): [kind, in words, amount, limit]. Of a bill not wholly known by kind the payments are the most that
// is possible, and one's own part the least: limit says so, unless it is the same at the other end, `least` (answer.js).
export const shares = (statement, least) =>
  SHARES.map(([kind, label, name, limit]) => [kind, label, statement[name], !least || least[name] === statement[name] ? "" : limit]);

// Whether all pay the same, however much of what has no kind is out of scope.
export const settledAlike = (statement, least) => shares(statement, least).every(([, , , limit]) => !limit);

// The three in one sentence: 你付 11,850 元，医保基金付 24,600 元，大病保险付 5,550 元.
export const inWords = (statement, least) =>
  shares(statement, least).map(([, label, amount, limit]) => `${label}${limit} ${yuan(amount)} 元`).join("，");

export function headline(statement, least) {
  return el("div", { class: "calc-top" }, figures(statement, least), bar(statement));
}

function figures(statement, least) {
  const row = shares(statement, least).map(([kind, label, amount, limit]) => {
    const name = el("small", {}, el("span", { class: `swatch bar-${kind}` }), label, limit && `（${limit}）`);
    return el("p", { class: "figure-big" }, name, el("strong", {}, yuan(amount)), el("span", { class: "unit" }, "元"));
  });
  return el("div", { class: "figures-row calc-figures" }, row);
}

function bar(statement) {
  const parts = shares(statement).filter(([, , amount]) => amount > 0);
  const words = parts.map(([, label, amount]) => `${label} ${percent(amount, statement.cost)}`).join("，");
  const pieces = parts.map(([kind, , amount]) => {
    const piece = el("span", { class: `bar-${kind}` });
    piece.style.width = `${(amount / statement.cost) * 100}%`; // as an attribute the site's policy would not let it count
    return piece;
  });
  return el("div", { class: "bar", role: "img", "aria-label": words || "没有费用" }, pieces);
}

const percent = (part, whole) => `${Math.round((part / whole) * 1000) / 10}%`;
