// Shows a statement: the three figures and their bar, how they came about, what was assumed, or what is not known.

import { cited, working } from "./steps.js";
import { day, el, yuan } from "./words.js";

const HEAVY = 10_000; // yuan: from here medical assistance is worth asking about

// `answer` is {statement, read, asked, ifNot, alike, elsewhen, ended}: the statement; what the form said, and what it was asked;
// the same bill with shares of what has no kind out of scope ([{share, statement}]); the rule by which all ways to another
// city of the province pay alike; the same stay on a day whose rules are known; and the document whose time is over.
export function show(target, answer, site) {
  const views = { ok: known, unknown, error: failed };
  target.replaceChildren(...(views[answer.statement.status] ?? failed)(answer, site).flat(Infinity).filter(Boolean));
}

function known(answer, site) {
  const { statement, read } = answer;
  const atMost = read.rest > 0;
  return [
    heading("算出来了", answer, site),
    el("div", { class: "calc-top" }, figures(statement, atMost), bar(statement)),
    atMost && best(answer),
    remarks(answer, site),
    statement.self >= HEAVY && assistance(),
    working(statement, site),
    assumptions(statement, site),
    el("p", { class: "small muted" }, "估算仅供参考，以经办机构结算为准。"),
  ];
}

function heading(text, { read, asked }, site) {
  const { place, claims, person, earlier } = read.case;
  const parts = [place, day(claims[0].date), ...read.claims.map(({ words }) => words)];
  if (asked.age) parts.push(person.age === undefined ? "按成年人算" : `${person.age} 岁`);
  if (person.group && person.group !== "ordinary") parts.push(site.words.group[person.group].name);
  if (earlier) parts.push(`今年前面住院 ${earlier.admissions} 次`);
  return [el("h2", { id: "calc-answer", tabindex: "-1" }, text), el("p", { class: "small muted" }, parts.join(" · "))];
}

const shares = (statement) => [
  ["self", "你付", statement.self],
  ["fund", "医保基金付", statement.basic_fund],
  ["critical", "大病保险付", statement.critical_illness],
];

// Of a bill not wholly known by kind the payments are the most that is possible, and one's own part the least.
const bound = (kind, amount, atMost) => (!atMost || (kind === "critical" && !amount) ? "" : kind === "self" ? "至少" : "最多");

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
  return el("div", { class: "bar", role: "img", "aria-label": words }, pieces);
}

const percent = (part, whole) => `${Math.round((part / whole) * 1000) / 10}%`;

function best({ statement, read, ifNot }) {
  const paid = statement.basic_fund + statement.critical_illness;
  const rest = read.rest / 100;
  const rows = [{ share: 0, statement }, ...ifNot].map(({ share, statement: one }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, share ? `${share}% 是目录外的（${yuan((rest * share) / 100)} 元）` : "全部在报销范围内"),
      el("td", {}, one.status === "ok" ? yuan(one.basic_fund + one.critical_illness) : "算不出来"),
      el("td", {}, one.status === "ok" ? yuan(one.self) : "算不出来"),
    ),
  );
  const known = read.kinds ? `总费用里没有写种类的 ${yuan(rest)} 元` : "只知道总费用时";
  return el(
    "section",
    {},
    el("p", {}, known, "，先当作全部是甲类、全部在报销范围内，所以报销", el("strong", {}, `最多 ${yuan(paid)} 元`), "。自费药、自费项目（目录外）越多，报得越少："),
    el(
      "table",
      { class: "plain" },
      el("thead", {}, el("tr", {}, [read.kinds ? `如果这 ${yuan(rest)} 元里` : "如果费用里", "一共报销（元）", "你付（元）"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows),
    ),
    el("p", { class: "small muted" }, "手里有结算单或费用清单的，打开“知道明细？”", read.kinds ? "把其余的也" : "", "分项填写，算得更准。"),
  );
}

// What the answer takes for granted, each in a sentence.
function remarks({ read, alike }, site) {
  const { earlier } = read.case;
  const open = read.open.map((kind) => site.words.cost[kind].name).join("、");
  const since = alike?.from ? `${day(alike.from)}起，` : "按这一天的规定，";
  return [
    open && el("p", { class: "note" }, `这一天${open}怎么报没有收录，不知道。费用里如果有，实际报得会少一些：这里是最有利的算法。`),
    alike && el("p", {}, `${since}在省内其他市住院不分转诊没转诊，报销比例一样。`, cited(alike.citations, site)),
    earlier && read.unpaid && el("p", { class: "note" }, `前面住院${read.unpaid}没有填，当作没有付过（0 元）来算；填了才准。`),
  ];
}

function assistance() {
  return el("p", { class: "note" }, "自己付得多的，还可以问参保地的县级医保局有没有", el("strong", {}, "医疗救助"), "。医疗救助的文件没有收录，这里没有算进去。");
}

function assumptions(statement, site) {
  if (!statement.assumptions.length) return null;
  const lines = statement.assumptions.map(({ reading, text, otherwise: other }) => {
    const address = site.reading(reading);
    const link = address ? el("a", { href: address }, `说明 ${reading}`) : reading;
    return el("li", {}, text, "。", other && `按另一种理解（${other.text}），${paidOtherwise(other)}。`, " ", link);
  });
  return el("section", {}, el("h3", {}, "这里有几处理解"), el("p", {}, "文件没有写明的地方，这样算："), el("ul", {}, lines));
}

function paidOtherwise({ self, difference }) {
  if (!difference) return "自己付的一样";
  return `自己付 ${yuan(self)} 元，${difference > 0 ? "多" : "少"} ${yuan(Math.abs(difference))} 元`;
}

function unknown(answer, site) {
  const { statement, read, elsewhen, ended } = answer;
  const notes = new Map(statement.missing.map((note) => [[note.item, note.dimension, note.date].join(), note]));
  const claimed = statement.years.flatMap((year) => year.claims).filter((claim) => claim.basic_fund !== null);
  const filled = read.filled.map((kind) => `“${site.words.cost[kind].name}”`).join("");
  return [
    heading("算不出来", answer, site),
    el("p", {}, `收录的文件里，没有${read.case.place} ${day(read.case.claims[0].date)} 的这几项规定，所以不猜：`),
    el("ul", {}, [...notes.values()].map((note) => missing(note, site))),
    ended && over(ended, site),
    filled && el("p", {}, `只填总费用，把${filled}空着，可以看到最多能报多少。`),
    el("p", {}, "如果您有这份文件，欢迎", site.coverage ? el("a", { href: site.coverage }, "补充给我们") : "补充给我们", "。"),
    claimed.length > 0 && working(statement, site),
    elsewhen && otherwise(elsewhen, read.rest > 0),
  ];
}

function over({ to, citations: [{ provision, document: number }] }, site) {
  const address = site.document(number, provision);
  return el("p", { class: "note" }, address ? el("a", { href: address }, number) : number, ` 推定到 ${day(to)}为止，以后的规定还没有收录。`);
}

function missing({ item, name, dimension }, site) {
  const { label = name ?? item, address } = site.item(item) ?? {};
  const details = (dimension ?? "").split("·").filter(Boolean).map((one) => site.label(one));
  return el("li", {}, address ? el("a", { href: address }, label) : label, details.length > 0 && `（${details.join("，")}）`);
}

function otherwise({ date, statement }, atMost) {
  const parts = shares(statement).map(([kind, label, amount]) => `${label}${bound(kind, amount, atMost)} ${yuan(amount)} 元`);
  return el("section", {}, el("h3", {}, "按后来的规定算得出来"), el("p", {}, `同样的住院，如果在 ${day(date)}出院：${parts.join("，")}。`));
}

function failed({ statement }) {
  return [el("h2", { id: "calc-answer", tabindex: "-1" }, "这次没有算出来"), el("p", {}, statement.message ?? "计算程序没有给出答案，请再试一次。")];
}
