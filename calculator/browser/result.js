// Shows an answer: the three figures and their bar, how they came about, what was assumed, or what is not known; below it
// what can be done with it, and what would be otherwise.

import { about } from "./about.js";
import { comparison } from "./comparison.js";
import { el } from "./element.js";
import { headline } from "./figures.js";
import { furtherOn } from "./further.js";
import { keep, provenance } from "./keep.js";
import { assumptions, remarks } from "./remarks.js";
import { since } from "./share.js";
import { working } from "./steps.js";
import { lacking } from "./unknown.js";

const ADVICE = "估算仅供参考，以经办机构结算为准。";

// `answer` is {statement, least, read, asked, ifNot, alike, elsewhen, ended}: the statement; the same with all that has no kind
// out of scope, null where all has its kind; what the form said (form.js), and what it was asked; and of a single stay the same bill with shares of what has no kind out of scope ([{share, statement}]); the
// rule by which all ways to another city of the province pay alike; the same on a day whose rules are known; and the
// document whose time is over. `core` answers further questions, {next, reverse, compare, change}.
export function show(target, answer, site, core) {
  const views = { ok: known, unknown, error: failed };
  target.replaceChildren(...(views[answer.statement.status] ?? failed)(answer, site, core).flat(Infinity).filter(Boolean));
}

function known(answer, site, core) {
  const { statement, least } = answer;
  return [
    heading("算出来了", answer, site),
    visited(answer),
    headline(statement, least),
    remarks(answer, site),
    working(answer, site),
    assumptions(statement, site),
    el("p", { class: "small muted" }, ADVICE),
    provenance(answer),
    keep(answer, site),
    furtherOn(answer, site, core),
    comparison(answer, site, core),
  ];
}

function unknown(answer, site, core) {
  // What is known of a claim that cannot be settled is told too: that a limit is not below so much.
  const told = ({ basic_fund, steps }) => basic_fund !== null || steps.some(({ citations }) => citations.length > 0);
  const some = answer.statement.years.some(({ claims }) => claims.some(told));
  return [
    heading("算不出来", answer, site),
    visited(answer),
    lacking(answer, site),
    some && working(answer, site),
    provenance(answer),
    keep(answer, site),
    comparison(answer, site, core),
  ];
}

// What a visit by a link says, where the answer was another when the link was made.
function visited({ statement, read }) {
  const words = since(location.hash.slice(1), read.case, statement);
  return words && el("p", { class: "note" }, words);
}

function heading(text, { read, asked, statement }, site) {
  return [
    el("h2", { id: "calc-answer", tabindex: "-1" }, text),
    el("p", { class: "small muted" }, about(read, asked, statement, site)),
  ];
}

function failed({ statement }) {
  return [el("h2", { id: "calc-answer", tabindex: "-1" }, "这次没有算出来"), el("p", {}, statement.message ?? "计算程序没有给出答案，请再试一次。")];
}
