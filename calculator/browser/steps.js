// How an answer came about: each step with its figures filled in, and the clauses it rests on.

import { el, yuan } from "./words.js";

export function working(statement, site) {
  const parts = statement.years.flatMap((year) => [
    ...year.claims.map((claim) => steps("医保基金付多少", claim.steps, site)),
    steps("大病保险付多少", year.critical_illness.steps, site),
  ]);
  return el("section", {}, el("h3", {}, "怎么算的"), parts);
}

function steps(title, list, site) {
  if (!list.length) return null;
  return [el("h4", {}, title), el("ol", { class: "calc-steps" }, list.map((step) => stepLine(step, site)))];
}

function stepLine(step, site) {
  const amount = figure(step);
  return el(
    "li",
    {},
    el("span", { class: "calc-step" }, el("span", {}, step.label), amount && el("b", {}, amount)),
    step.formula && !restates(step, amount) && el("span", { class: "calc-formula num" }, grouped(step.formula)),
    cited(step.citations, site),
  );
}

// What a step comes to: its amount, or the ratio that its formula ends in.
const figure = ({ amount, formula }) =>
  typeof amount === "number" ? `${yuan(amount)} 元` : /(?:^|= )([\d.]+%)$/.exec(formula)?.[1];

// Figures of a formula with their thousands set apart, as everywhere else; years and dates are left alone.
const grouped = (formula) =>
  formula.replace(/(\d+)(\.\d+)?(?![-年〕\d.])/g, (_, digits, decimals = "") => Number(digits).toLocaleString("zh-CN") + decimals);

// A formula that is nothing but the figure says it already.
const restates = ({ amount, formula }, shown) => formula === shown || (amount !== null && Number(formula) === amount);

// Where something is laid down, on a line of its own.
export function cited(citations, site) {
  if (!citations.length) return null;
  return el("span", { class: "small muted calc-sources" }, "依据：", between(sources(citations, site), "；"));
}

const between = (parts, mark) => parts.flatMap((part, at) => (at ? [mark, part] : [part]));

// The citations, one entry a document: its number once, then its clauses, each a link, each clause once.
function sources(citations, site) {
  const documents = new Map();
  for (const { provision, document: number, locator, state } of citations) {
    const clauses = documents.get(number) ?? documents.set(number, new Map()).get(number);
    const address = site.document(number, provision);
    if (!clauses.has(locator)) clauses.set(locator, [address ? el("a", { href: address }, locator) : locator, sign(state, site)]);
  }
  return [...documents].map(([number, clauses]) => [number, " ", between([...clauses.values()], "、")]);
}

// How a cited figure applies, where that is more than "the document says so".
const sign = (state, site) => site.states[state] && [" ", el("span", { class: "state" }, site.states[state])];
