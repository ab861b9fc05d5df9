// What is said where an answer is not known: what is missing, of which claim, and what could be said instead.

import { el } from "./element.js";
import { inWords } from "./figures.js";
import { day } from "./words.js";

export function lacking(answer, site) {
  const { statement, read, elsewhen, ended } = answer;
  const filled = [...new Set(read.claims.flatMap((claim) => claim.filled))].map((kind) => `“${site.words.cost[kind].name}”`).join("");
  return [
    read.claims.length === 1 ? ofOne(statement, read, site) : ofSeveral(statement, read, site),
    ended && over(ended, site),
    filled && el("p", {}, `只填总费用，把${filled}空着，可以看到最多能报多少。`),
    el("p", {}, "如果您有这份文件，欢迎", site.coverage ? el("a", { href: site.coverage }, "补充给我们") : "补充给我们", "。"),
    elsewhen && otherwise(elsewhen),
  ];
}

function ofOne({ missing }, { case: { place, claims } }, site) {
  return [
    el("p", {}, `收录的文件里，没有${place} ${day(claims[0].date)} 的这几项规定，所以不猜：`),
    el("ul", {}, once(missing).map((note) => lack(note, site))),
  ];
}

// Which of several claims are unknown, and what each of them lacks.
function ofSeveral(statement, read, site) {
  const unknown = statement.years.flatMap(({ claims }) => claims).filter(({ basic_fund }) => basic_fund === null);
  const notes = once(statement.missing);
  const lines = unknown.map(({ index, date }) => {
    const own = notes.filter((note) => note.date === date);
    const why = own.length ? el("ul", {}, own.map((note) => lack(note, site))) : "——要看别的费用付了多少才知道";
    return el("li", {}, `第 ${index + 1} 笔（${read.claims[index].words}）`, why);
  });
  const others = notes.filter(({ date }) => !unknown.some((claim) => claim.date === date));
  if (others.length) lines.push(el("li", {}, "大病保险", el("ul", {}, others.map((note) => lack(note, site)))));
  return [
    el("p", {}, `合计还不知道。收录的文件里，没有${read.case.place}的这几项规定，所以不猜：`),
    el("ul", {}, lines),
    unknown.length < read.claims.length && el("p", {}, "其余的算出来了，在下面。"),
  ];
}

const once = (missing) => [...new Map(missing.map((note) => [[note.item, note.dimension, note.date].join(), note])).values()];

function lack({ item, name, dimension }, site) {
  const { label = name ?? item, address } = site.item(item) ?? {};
  const details = (dimension ?? "").split("·").filter(Boolean).map((one) => site.label(one));
  return el("li", {}, address ? el("a", { href: address }, label) : label, details.length > 0 && `（${details.join("，")}）`);
}

function over({ to, citations: [{ provision, document: number }] }, site) {
  const address = site.document(number, provision);
  return el("p", { class: "note" }, address ? el("a", { href: address }, number) : number, ` 推定到 ${day(to)}为止，以后的规定还没有收录。`);
}

function otherwise({ date, statement, least }) {
  return el("section", {}, el("h3", {}, "按后来的规定算得出来"), el("p", {}, `同样的费用，如果在 ${day(date)}：${inWords(statement, least)}。`));
}
