// What an answer takes for granted, each in a sentence or a small table.

import { el } from "./element.js";
import { settledAlike } from "./figures.js";
import { cited } from "./steps.js";
import { day, more, yuan } from "./words.js";

const HEAVY = 10_000; // yuan: from here medical assistance is worth asking about

export function remarks(answer, site) {
  const { statement, read } = answer;
  return [
    read.claims.length === 1 ? best(answer, read.claims[0]) : notByKind(answer, read.claims),
    read.claims.map((claim, at) => leftOpen(claim, read.claims.length > 1 ? `第 ${at + 1} 笔` : "这一天", site)),
    answer.alike && alike(answer.alike, site),
    read.case.earlier &&
      read.unpaid &&
      el("p", { class: "note" }, `前面住院${read.unpaid}没有填，当作没有付过（0 元）来算；填了才准。`),
    statement.self >= HEAVY && assistance(),
  ];
}

// Of one bill not wholly known by kind: what it would come to with parts of it out of scope.
function best({ statement, least, ifNot }, { kinds, rest: fen }) {
  if (!fen) return null;
  const rest = fen / 100;
  const paid = reimbursed(statement);
  const which = kinds ? `总费用里没有写种类的 ${yuan(rest)} 元` : "只知道总费用";
  if (!paid) return el("p", {}, `${which}，就算全部在报销范围内，也没有报销：你付的就是全部 ${yuan(statement.self)} 元。`);
  if (settledAlike(statement, least)) return el("p", {}, which, ALIKE);
  const runs = alikeInARow([{ share: 0, statement }, ...ifNot]);
  const most = [`${which}，先当作全部是甲类、全部在报销范围内，所以报销`, el("strong", {}, `最多 ${yuan(paid)} 元`)];
  const { share } = ifNot.at(-1);
  return el(
    "section",
    {},
    runs.length > 1
      ? [el("p", {}, most, "。自费药、自费项目（目录外）越多，报得越少："), table(runs, rest, kinds)]
      : el("p", {}, most, `。就算 ${part(share, rest)}，也报这么多；自费药、自费项目更多，才可能报得少。`),
    el("p", { class: "small muted no-print" }, "手里有结算单或费用清单的，打开“知道明细？”", kinds ? "把其余的也" : "", "分项填写，算得更准。"),
  );
}

const ALIKE = "，不管多少在报销范围内、多少是目录外的（自费药、自费项目），各付多少都一样。";

const reimbursed = ({ status, self, cost }) => (status === "ok" ? Math.round((cost - self) * 100) / 100 : null);
const part = (share, rest) => (share ? `${share}% 是目录外的（${yuan((rest * share) / 100)} 元）` : "全部在报销范围内");

// Shares out of scope that are paid alike, together: what differs is seen at once.
function alikeInARow(outcomes) {
  const runs = [];
  for (const one of outcomes) {
    const last = runs.at(-1);
    if (last && reimbursed(last[0].statement) === reimbursed(one.statement)) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

function table(runs, rest, kinds) {
  const amount = (yuans) => el("td", {}, yuans === null ? "算不出来" : yuan(yuans));
  const rows = runs.map((run) => {
    const [{ statement }] = run;
    const names = run.map(({ share }) => part(share, rest)).join("，或 ");
    return el("tr", {}, el("th", { scope: "row" }, names), amount(reimbursed(statement)), amount(statement.self));
  });
  const head = [kinds ? `如果这 ${yuan(rest)} 元里` : "如果费用里", "一共报销（元）", "你付（元）"].map((name) => el("th", { scope: "col" }, name));
  return el("table", { class: "plain" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function notByKind({ statement, least }, claims) {
  const which = claims.flatMap(({ rest }, at) => (rest ? [at + 1] : []));
  if (!which.length) return null;
  const parts = `第 ${which.join("、")} 笔没有写明种类的钱`;
  if (settledAlike(statement, least)) return el("p", {}, parts, ALIKE);
  return el("p", {}, `${parts}，先当作全部是甲类、全部在报销范围内，所以报销是最多的，你付的是最少的。自费药、自费项目（目录外）越多，报得越少。`);
}

function leftOpen({ open }, which, site) {
  const kinds = open.map((kind) => site.words.cost[kind].name).join("、");
  return kinds && el("p", { class: "note" }, `${which}${kinds}怎么报没有收录，不知道。费用里如果有，实际报得会少一些：这里是最有利的算法。`);
}

function alike({ from, citations }, site) {
  const since = from ? `${day(from)}起，` : "按这一天的规定，";
  return el("p", {}, `${since}在省内其他市住院不分转诊没转诊，报销比例一样。`, cited(citations, site));
}

function assistance() {
  return el("p", { class: "note" }, "自己付得多的，还可以问参保地的县级医保局有没有", el("strong", {}, "医疗救助"), "。医疗救助的文件没有收录，这里没有算进去。");
}

export function assumptions(statement, site) {
  if (!statement.assumptions.length) return null;
  const lines = statement.assumptions.map(({ reading, text, otherwise }) => {
    const address = site.reading(reading);
    const other = otherwise && underTheOther(otherwise);
    return el("li", {}, `${text}。`, other, " ", address ? el("a", { href: address }, `说明 ${reading}`) : reading);
  });
  return el("section", {}, el("h3", {}, "这里有几处理解"), el("p", {}, "文件没有写明的地方，这样算："), el("ul", {}, lines));
}

// What one would pay under the other reading (yuan): 如果按另一种理解（…），你付 … 元（多付 … 元）。
export const underTheOther = ({ text, self, difference }) =>
  `如果按另一种理解（${text}），你付 ${yuan(self)} 元（${more(difference)}）。`;
