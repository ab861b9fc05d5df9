// Shows a statement: the three figures and their bar, how they came about, what was assumed, or what is not known.

import { STATES, day, el, yuan } from "./words.js";

const HEAVY = 10_000; // yuan: from here medical assistance is worth asking about

// `answer` is {statement, read, ifNot, elsewhen}: the statement; what the form said; the same bill with shares of it out of
// scope ([{share, statement}], when only the total is known); and the same stay on a day whose rules are known.
export function show(target, answer, site) {
  const { statement } = answer;
  const views = { ok: known, unknown, error: failed };
  target.replaceChildren(...(views[statement.status] ?? failed)(answer, site).flat(Infinity).filter(Boolean));
}

function known({ statement, read, ifNot }, site) {
  const atMost = ifNot.length > 0;
  return [
    heading("算出来了", read, site),
    figures(statement, atMost),
    bar(statement),
    atMost && best(statement, ifNot),
    read.rest > 0 && el("p", {}, `总费用里没有写种类的 ${yuan(read.rest / 100)} 元，按甲类（全部算进报销范围）计算。`),
    statement.self >= HEAVY && assistance(),
    working(statement, site),
    assumptions(statement, site),
    el("p", { class: "small muted" }, "估算仅供参考，以经办机构结算为准。"),
  ];
}

function heading(text, read, site) {
  const [stay] = read.case.claims;
  const { facility, location } = site.words;
  const parts = [read.case.place, `${day(stay.date)}出院`, facility[stay.facility].plain, location[stay.location].name];
  return [
    el("h2", { id: "calc-answer", tabindex: "-1" }, text),
    el("p", { class: "small muted" }, `${parts.join(" · ")} · 一共花了 ${yuan(cost(read))} 元`),
  ];
}

const cost = (read) => Object.values(read.case.claims[0].costs).reduce((sum, text) => sum + Math.round(text * 100), 0) / 100;

const shares = (statement) => [
  ["self", "你付", statement.self],
  ["fund", "医保基金付", statement.basic_fund],
  ["critical", "大病保险付", statement.critical_illness],
];

// Of a bill known only as a whole the payments are the most that is possible, and one's own part the least.
function figures(statement, atMost) {
  const limit = (kind) => (!atMost || (kind === "critical" && !statement.critical_illness) ? "" : kind === "self" ? "（至少）" : "（最多）");
  return el(
    "div",
    { class: "figures-row calc-figures" },
    shares(statement).map(([kind, label, amount]) => {
      const figure = el("strong", {}, yuan(amount));
      return el("p", { class: "figure-big" }, el("small", {}, el("span", { class: `swatch bar-${kind}` }), label, limit(kind)), figure, el("span", { class: "unit" }, "元"));
    }),
  );
}

function bar(statement) {
  const parts = shares(statement).filter(([, , amount]) => amount > 0);
  const words = parts.map(([, label, amount]) => `${label} ${percent(amount, statement.cost)}`).join("，");
  const pieces = parts.map(([kind, , amount]) => el("span", { class: `bar-${kind}`, style: `width:${(amount / statement.cost) * 100}%` }));
  return el("div", { class: "bar", role: "img", "aria-label": words }, pieces);
}

const percent = (part, whole) => `${Math.round((part / whole) * 1000) / 10}%`;

function best(statement, ifNot) {
  const paid = statement.basic_fund + statement.critical_illness;
  const rows = [{ share: 0, statement }, ...ifNot].map(({ share, statement: one }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, share ? `${share}% 是目录外的（${yuan((one.cost * share) / 100)} 元）` : "全部在报销范围内"),
      el("td", {}, one.status === "ok" ? yuan(one.basic_fund + one.critical_illness) : "算不出来"),
      el("td", {}, one.status === "ok" ? yuan(one.self) : "算不出来"),
    ),
  );
  return el(
    "section",
    {},
    el("p", {}, "只知道总费用时，先当作全部是甲类、全部在报销范围内，所以报销", el("strong", {}, `最多 ${yuan(paid)} 元`), "。自费药、自费项目（目录外）越多，报得越少："),
    el(
      "table",
      { class: "plain" },
      el("thead", {}, el("tr", {}, ["如果费用里", "一共报销（元）", "你付（元）"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows),
    ),
    el("p", { class: "small muted" }, "手里有结算单或费用清单的，打开“知道明细？”分项填写，算得更准。"),
  );
}

function assistance() {
  return el("p", { class: "note" }, "自己付得多的，还可以问参保地的县级医保局有没有", el("strong", {}, "医疗救助"), "。医疗救助的文件没有收录，这里没有算进去。");
}

function working(statement, site) {
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
  const amount = typeof step.amount === "number" ? el("b", {}, `${yuan(step.amount)} 元`) : null;
  return el(
    "li",
    {},
    el("span", { class: "calc-step" }, el("span", {}, step.label), amount),
    !restates(step) && el("span", { class: "calc-formula num" }, grouped(step.formula)),
    step.citations.length > 0 && el("span", { class: "small muted calc-sources" }, "依据：", between(sources(step.citations, site), "；")),
  );
}

// Figures of a formula with their thousands set apart, as everywhere else; dates are left alone.
const grouped = (formula) =>
  formula.replace(/(\d{4,})(\.\d+)?(?![-年\d])/g, (_, digits, decimals = "") => Number(digits).toLocaleString("zh-CN") + decimals);

// A formula that is nothing but the amount says it already.
const restates = (step) => Number(step.formula) === step.amount;

const between = (parts, mark) => parts.flatMap((part, at) => (at ? [mark, part] : [part]));

// The citations, one entry a document: its number once, then its clauses, each a link, each clause once.
function sources(citations, site) {
  const documents = new Map();
  for (const { provision, document: number, locator, state } of citations) {
    const clauses = documents.get(number) ?? documents.set(number, new Map()).get(number);
    const address = site.document(number, provision);
    if (!clauses.has(locator)) clauses.set(locator, [address ? el("a", { href: address }, locator) : locator, sign(state)]);
  }
  return [...documents].map(([number, clauses]) => [number, " ", between([...clauses.values()], "、")]);
}

const sign = (state) => STATES[state] && [" ", el("span", { class: "state" }, STATES[state])];

function assumptions(statement, site) {
  if (!statement.assumptions.length) return null;
  const lines = statement.assumptions.map(({ reading, text }) => {
    const address = site.reading(reading);
    return el("li", {}, text, " ", address ? el("a", { href: address }, `说明 ${reading}`) : reading);
  });
  return el("section", {}, el("h3", {}, "这里有几处理解"), el("p", {}, "文件没有写明的地方，这样算："), el("ul", {}, lines));
}

function unknown({ statement, read, elsewhen }, site) {
  const notes = new Map(statement.missing.map((note) => [[note.item, note.dimension, note.date].join(), note]));
  const claimed = statement.years.flatMap((year) => year.claims).filter((claim) => claim.basic_fund !== null);
  return [
    heading("算不出来", read, site),
    el("p", {}, `收录的文件里，没有${read.case.place} ${day(read.case.claims[0].date)} 的这几项规定，所以不猜：`),
    el("ul", {}, [...notes.values()].map((note) => missing(note, site))),
    el("p", {}, "如果您有这份文件，欢迎", site.coverage ? el("a", { href: site.coverage }, "补充给我们") : "补充给我们", "。"),
    claimed.length > 0 && working(statement, site),
    elsewhen && otherwise(elsewhen),
  ];
}

function missing({ item, name, dimension }, site) {
  const { label = name ?? item, address } = site.item(item) ?? {};
  const details = (dimension ?? "").split("·").filter(Boolean).map((one) => site.label(one));
  return el("li", {}, address ? el("a", { href: address }, label) : label, details.length > 0 && `（${details.join("，")}）`);
}

function otherwise({ date, statement }) {
  return el(
    "section",
    {},
    el("h3", {}, "按后来的规定算得出来"),
    el("p", {}, `同样的住院，如果在 ${day(date)}出院：你付 ${yuan(statement.self)} 元，医保基金付 ${yuan(statement.basic_fund)} 元，大病保险付 ${yuan(statement.critical_illness)} 元。`),
  );
}

function failed({ statement }) {
  return [el("h2", { id: "calc-answer", tabindex: "-1" }, "这次没有算出来"), el("p", {}, statement.message ?? "计算程序没有给出答案，请再试一次。")];
}

// How far the interpreter is, while somebody waits for an answer.
export function showProgress(target, { stage, loaded = 0, total = 0, message }, site, retry) {
  if (stage === "failed") {
    const again = el("button", { type: "button", class: "button" }, "重试");
    again.addEventListener("click", retry);
    target.replaceChildren(
      el("h2", { id: "calc-answer", tabindex: "-1" }, "计算程序没有启动"),
      el("p", {}, "请检查网络后重试，或换一个新一点的浏览器。填好的内容都还在。"),
      el("p", {}, again),
      el("p", {}, "不用计算程序，也可以在", el("a", { href: site.items }, "各项目的表"), "里查起付线和报销比例。"),
      el("p", { class: "small muted" }, `原因：${message}`),
    );
    return;
  }
  const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);
  const words = stage === "download" ? `正在下载计算程序：${megabytes(loaded)} / ${megabytes(total)} MB` : "正在启动计算程序…";
  target.replaceChildren(
    el("p", { role: "status" }, "第一次打开要先准备计算程序，之后就快了。"),
    el("p", {}, el("label", { for: "calc-progress" }, words)),
    el("progress", { id: "calc-progress", ...(stage === "download" ? { value: loaded, max: total } : {}) }),
  );
}
