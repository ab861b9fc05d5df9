// How an answer came about: each claim's steps with their figures filled in, and the clauses they rest on.

import { el } from "./element.js";
import { yuan } from "./words.js";

const FEW = 2; // claims: more of them are folded, so that the answer stays in sight

export function working({ statement: { years }, read }, site) {
  const several = read.claims.length > 1;
  const parts = years.flatMap(({ year, claims, critical_illness }) => [
    ...claims.map((claim) => (several ? oneOfSeveral(claim, read.claims, site) : section("医保基金付多少", claim.steps, site))),
    section(`${years.length > 1 ? `${year}年，` : ""}大病保险付多少`, critical_illness.steps, site),
  ]);
  return el("section", {}, el("h3", {}, "怎么算的"), parts);
}

function section(title, steps, site) {
  return steps.length ? [el("h4", {}, title), list(steps, site)] : null;
}

// One of several claims under its own line: which it is, what it cost, what was paid of it.
function oneOfSeveral({ index, basic_fund, steps }, claims, site) {
  const title = `第 ${index + 1} 笔：${claims[index].words}`;
  const paid = basic_fund === null ? "医保基金付多少，不知道" : `医保基金付 ${yuan(basic_fund)} 元`;
  if (claims.length <= FEW) return [el("h4", {}, title), el("p", {}, paid), steps.length > 0 && list(steps, site)];
  return el(
    "details",
    { class: "calc-fold calc-claim" },
    el("summary", {}, el("span", {}, title, el("b", { class: "calc-paid" }, paid))),
    steps.length ? list(steps, site) : el("p", { class: "muted" }, "没有可列的步骤。"),
  );
}

const list = (steps, site) => el("ol", { class: "calc-steps" }, steps.map((step) => stepLine(step, site)));

function stepLine(step, site) {
  const amount = figure(step);
  return el(
    "li",
    {},
    el("span", { class: "calc-step" }, el("span", {}, step.label), amount && el("b", {}, amount)),
    formula(step) && el("span", { class: "calc-formula num" }, formula(step)),
    cited(step.citations, site),
  );
}

// What a step comes to: its amount, or the ratio that its formula ends in.
export const figure = ({ amount, formula: text }) =>
  typeof amount === "number" ? `${yuan(amount)} 元` : /(?:^|= )([\d.]+%)$/.exec(text)?.[1];

// A step's formula for reading; empty where it is nothing but the figure.
export const formula = (step) => (step.formula && !restates(step) ? grouped(step.formula) : "");

// Figures of a text with their thousands set apart, as everywhere else; years and dates are left alone.
export const grouped = (text) =>
  text.replace(/(\d+)(\.\d+)?(?![-年〕\d.])/g, (_, digits, decimals = "") => Number(digits).toLocaleString("zh-CN") + decimals);

const restates = (step) => step.formula === figure(step) || (step.amount !== null && Number(step.formula) === step.amount);

// Where something is laid down, on a line of its own.
export function cited(citations, site, title = "依据：") {
  if (!citations?.length) return null;
  const documents = [...byDocument(citations)].map(([number, clauses]) => [
    number,
    " ",
    between([...clauses.values()].map((clause) => [clauseLink(clause, site), sign(clause.state, site)]), "、"),
  ]);
  return el("span", { class: "small muted calc-sources" }, title, between(documents, "；"));
}

const between = (parts, mark) => parts.flatMap((part, at) => (at ? [mark, part] : [part]));

function clauseLink({ provision, document: number, locator }, site) {
  const address = site.document(number, provision);
  return address ? el("a", { href: address }, locator) : locator;
}

// The citations by document, each clause once: 文号 -> 条款 -> citation.
export function byDocument(citations) {
  const documents = new Map();
  for (const citation of citations) {
    const clauses = documents.get(citation.document) ?? documents.set(citation.document, new Map()).get(citation.document);
    if (!clauses.has(citation.locator)) clauses.set(citation.locator, citation);
  }
  return documents;
}

// How a cited figure applies, where that is more than "the document says so".
const sign = (state, site) => site.states[state] && [" ", el("span", { class: "state" }, site.states[state])];
