// The headline of a statement: the three figures and their bar.

import { el, yuan } from "./words.js";

// Who pays how much (yuan): [kind, in words, amount].
export const shares = (statement) => [
  ["self", "你付", statement.self],
  ["fund", "医保基金付", statement.basic_fund],
  ["critical", "大病保险付", statement.critical_illness],
];

// Of a bill not wholly known by kind the payments are the most that is possible, and one's own part the least.
export const bound = (kind, amount, atMost) =>
  !atMost || (kind === "critical" && !amount) ? "" : kind === "self" ? "至少" : "最多";

// The three in one sentence: 你付 11,850 元，医保基金付 24,600 元，大病保险付 5,550 元.
export const inWords = (statement, atMost) =>
  shares(statement).map(([kind, label, amount]) => `${label}${bound(kind, amount, atMost)} ${yuan(amount)} 元`).join("，");

export function headline(statement, atMost) {
  return el("div", { class: "calc-top" }, figures(statement, atMost), bar(statement));
}

function figures(statement, atMost) {
  const row = shares(statement).map(([kind, label, amount]) => {
    const limit = bound(kind, amount, atMost);
    const name = el("small", {}, el("span", { class: `swatch bar-${kind}` }), label, limit && `（${limit}）`);
    return el("p", { class: "figure-big" }, name, el("strong", {}, yuan(amount)), el("span", { class: "unit" }, "元"));
  });
  return el("div", { class: "figures-row calc-figures" }, row);
}

function bar(statement) {
  const parts = shares(statement).filter(([, , amount]) => amount > 0);
  const words = parts.map(([, label, amount]) => `${label} ${percent(amount, statement.cost)}`).join("，");
  const pieces = parts.map(([kind, , amount]) => el("span", { class: `bar-${kind}`, style: `width:${(amount / statement.cost) * 100}%` }));
  return el("div", { class: "bar", role: "img", "aria-label": words || "没有费用" }, pieces);
}

const percent = (part, whole) => `${Math.round((part / whole) * 1000) / 10}%`;
