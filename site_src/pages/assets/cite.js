// A figure that is tapped opens a panel: where it comes from, its permanent link, how to cite it, how to report it.
// The texts of the citations are made by the build (scripts/render/citing.py); only address and day are filled in here.
// A figure has its place on a page: its cell's, or on the compare page the one that it links to. What was settled rests
// on many clauses: its citation is put together here (citation.js).
// Without this file a figure leads to its note, and the page's citation stands at its end.
import { cited, standing } from "./citation.js";
import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { open, part, tapped } from "./panel.js";

export const top = new URL("../", import.meta.url).href;
const page = location.href.split(/[?#]/)[0].replace(/index\.html$/, "").slice(top.length);
const canonical = document.querySelector("link[rel=canonical]")?.href;
export const root = canonical ? canonical.slice(0, canonical.length - page.length) : top;
const FORMS = [
  ["一句话", "plain"],
  ["GB/T 7714", "gbt"],
];

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};
const filled = (text, path) => text.replaceAll("{address}", root + path).replaceAll("{day}", today());

// The page's own citation: the address as it is here, the day of today, and buttons.
for (const one of document.querySelectorAll("#cite [data-address]")) one.textContent = root + one.dataset.address;
for (const one of document.querySelectorAll("#cite [data-day]")) one.textContent = today();
for (const one of document.querySelectorAll("#cite p")) {
  const text = one.querySelector("span");
  one.append(copyButton("复制", () => text.textContent));
}

addEventListener("click", (event) => {
  const link = tapped(event, "td[id] a.value, .city-years td a, .compare td a.value, a[data-cite], a[data-cite-chart], a[data-cite-entry], a[data-cite-clause]");
  if (!link) return;
  if (link.dataset.cite) showTable(link);
  else if (link.dataset.citeChart) showChart(link.closest("figure"), link.dataset.citeChart);
  else if ("citeEntry" in link.dataset) showChange(link);
  else if ("citeClause" in link.dataset) showClause(link.hash, link.dataset.citeClause);
  else showFigure(link);
});

function showFigure(link) {
  const cell = link.closest("td");
  const table = cell.closest("table");
  const [heading] = cell.parentElement.cells;
  const column = table.tHead.rows[0].cells[cell.cellIndex];
  const of = table.caption?.textContent ?? table.closest("[role=region]").getAttribute("aria-label");
  const path = link.dataset.cell ?? (cell.id ? `${page}#${cell.id}` : link.href.slice(top.length));
  const isSettled = "settled" in table.dataset && !cell.matches(".is-missing");
  const ownNote = !isSettled && link.hash && link.pathname === location.pathname;
  const note = ownNote ? document.getElementById(link.hash.slice(1)) : null;
  const found = isSettled ? settlement(path, nameOf(heading)) : clauses(note, link);
  open(
    `${nameOf(heading)} · ${nameOf(column)}`,
    el("p", { class: "small muted" }, of),
    figure(link),
    isSettled ? basis(link, found) : note ? source(note) : reference(link, found),
    permanent(path),
    citations(found, path),
    el("p", {}, el("a", { href: reporting(path) }, "报告这个数字有误")),
  );
}

// What a head of a table says on one line, without the sign of its order.
const nameOf = (head) => head.innerText.replace(/[▲▼]/g, "").trim().replace(/\s*\n\s*/g, "，");

function showTable(link) {
  const { piece } = link.closest("[data-piece]").dataset;
  const name = link.parentElement.querySelector("[data-embed]").dataset.embed;
  showWhole("引用这张表", name, `${page}#${piece}`, ofPage("tables", link.dataset.cite));
}

function showChart(chart, id) {
  showWhole("引用这张图", chart.getAttribute("aria-label"), `${page}#${chart.id}`, ofPage("charts", id));
}

/** One change, of this page or where its day's page has it: what it is of, before and after, and the clauses of both. */
function showChange(link) {
  const id = link.hash.slice(1);
  const path = link.pathname === location.pathname ? page : link.href.slice(top.length).split("#")[0];
  const change = link.closest("dl > div") ?? document.getElementById(id);
  const parts = [...change.querySelectorAll("dt, dd:not(.source)")].map((one) => one.innerText.replace(/\s*\n\s*/g, "，"));
  const citation = of(path).then(({ entries, pieces }) => {
    const [title, clauses] = entries[id];
    return cited(pieces, new Set(clauses), title);
  });
  showWhole("引用这项变化", parts.join("：") || change.textContent, path + link.hash, citation);
}

/** One clause of a document, by its place there. */
function showClause(hash, place) {
  const number = document.querySelector("h1").previousElementSibling.textContent;
  showWhole("引用这一条", `${number} ${place}`, page + hash, of(page).then((found) => found.clauses[hash.slice(1)]));
}

const of = (path) => read(path.replace(/\/$/, ""));
const ofPage = (kind, id) => of(page).then((found) => found[kind][id]);

/** A table or a chart: its name, its permanent link, its citation, which is still to come. */
export function showWhole(title, name, path, citation) {
  open(title, el("p", { class: "small muted" }, name), permanent(path), citations(citation.then((found) => [found]), path));
}

/** The figure as its cell shows it, with its signs and days; of a cell with several parts the one that was tapped. */
function figure(link) {
  const shown = (link.closest(".part") ?? link.closest("td")).cloneNode(true);
  shown.querySelector("a").replaceWith(el("strong", {}, link.textContent));
  return el("p", { class: "panel-figure" }, ...shown.childNodes);
}

function source(note) {
  const copied = note.cloneNode(true);
  copied.querySelector("strong").remove();
  return el("div", { class: "panel-source" }, ...copied.childNodes);
}

/** What a figure without a note rests on: its clauses with their own words, when these have come; or what was collected. */
function reference(link, coming) {
  const told = addresses(link);
  if (!told.length) {
    const coverage = el("a", { href: `${top}coverage/` }, "收录了哪些文件");
    return el("p", { class: "panel-source" }, "本站还没有收录管这里、这段时间的文件，不等于没有规定。", coverage);
  }
  const place = el("p", { class: "panel-source" }, told.map((href) => [el("a", { href }, "看这一条的原文摘句"), " "]));
  coming.then((found) => place.replaceChildren(
    ...found.flatMap(({ where, quote }, at) => [at ? "；" : "", el("a", { href: told[at] }, where), " ", el("q", { class: "evidence" }, quote)]),
    ...(link.dataset.period ? [el("br"), link.dataset.period] : []),
  ), () => {}); // the panel says of the citations that nothing came
  return place;
}

/** A figure of a standard case, at a city: what its settlement rests on is cited in one. */
async function settlement(path, place) {
  const [name, cell] = path.split(/\/?#/);
  const { title, bases, readings, cells, pieces } = (await read(name)).settled;
  const at = cells[cell];
  const named = new Set(bases[at]);
  const year = cell.split("-").pop();
  return [{ ...cited(pieces, named, `${title}，${place}${year}年`), year, standing: standing(pieces, named), readings: readings[at] }];
}

/** What a settled figure rests on: every clause, when these have come. */
function basis(link, coming) {
  const place = el("p", { class: "panel-source" }, el("a", { href: link.href }, "看这个数依据哪些条款"));
  coming.then(([found]) => place.replaceChildren(
    `由计算程序按${found.year}年最后一天的规定结算，依据：`,
    ...found.standing.flatMap(({ path, number, places }, at) => [
      `${at ? "；" : ""}${number} `,
      ...places.flatMap(([id, where], nth) => [nth ? "、" : "", el("a", { href: `${top}${path}#${id}` }, where)]),
    ]),
    found.readings.length ? "；按本站理解：" : "",
    ...found.readings.flatMap((one, nth) => [nth ? "、" : "", el("a", { href: `${top}methods/#${one}` }, one)]),
  ), () => {}); // the panel says of the citations that nothing came
  return place;
}

function permanent(path) {
  const address = root + path;
  return part("永久链接", el("a", { href: address }, address), () => address);
}

/** Both forms of the citations, when they have come; several where a figure rests on several clauses. */
function citations(coming, path) {
  const place = el("div", {}, el("p", { role: "status", class: "small muted" }, "正在取引用文字……"));
  coming.then(
    (found) => place.replaceChildren(...(found.length ? FORMS : []).map(([name, form]) => {
      const text = found.map((one) => filled(one[form], path)).join("\n");
      return part(name, el("span", { class: "panel-text" }, text), () => text);
    })),
    () => place.replaceChildren(el("p", { role: "status" }, "引用文字没有取到，可能是网络断了；可以先复制上面的链接。")),
  );
  return place;
}

/** The clauses that a figure rests on, with their citations: in its note those with a quotation, else those of its link. */
async function clauses(note, link) {
  const quoted = note && [...note.querySelectorAll("q")].map((one) => one.previousElementSibling.href);
  return Promise.all((quoted ?? addresses(link)).map(async (address) => {
    const [path, id] = address.slice(top.length).split(/\/?#/);
    return (await read(path)).clauses[id];
  }));
}

/** The clauses of a link: those that it names (the compare page's do), or the one where it leads; none where nothing is known. */
function addresses(link) {
  const named = link.dataset.sources?.split(" ").map((path) => top + path) ?? [link.href];
  return named.filter((one) => one.startsWith(`${top}documents/`));
}

const asked = new Map();
/** What the build has written for citing (scripts/render/citing_files.py), by its name below data/cite/. */
export function read(name) {
  if (!asked.has(name)) {
    const coming = fetch(`${top}data/cite/${name}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}: ${name}`);
      return answer.json();
    });
    asked.set(name, coming);
    coming.catch(() => asked.delete(name)); // so that the next tap asks again
  }
  return asked.get(name);
}

function reporting(path) {
  const form = document.querySelector("[data-report]").dataset.report;
  const id = encodeURIComponent(path);
  if (!form) return `${top}about/#cell=${id}`;
  if (form.includes("%s")) return form.replaceAll("%s", id);
  const key = form.startsWith("mailto:") ? "subject" : "cell";
  return `${form}${form.includes("?") ? "&" : "?"}${key}=${id}`;
}
