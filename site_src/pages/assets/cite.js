// A figure that is tapped opens a panel: where it comes from, its permanent link, how to cite it, how to report it.
// The texts of the citations are made by the build (scripts/render/citing.py); only address and day are filled in here.
// Without this file a figure leads to its note, and the page's citation stands at its end.
import { copyButton, el } from "./copy.js";
import { open, part, tapped } from "./panel.js";

const top = new URL("../", import.meta.url).href;
const page = location.href.split(/[?#]/)[0].replace(/index\.html$/, "").slice(top.length);
const canonical = document.querySelector("link[rel=canonical]")?.href;
const root = canonical ? canonical.slice(0, canonical.length - page.length) : top;
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
  const link = tapped(event, "td[id] a.value, .city-years td a, a[data-cite], a[data-cite-chart]");
  if (!link) return;
  if (link.dataset.cite) showWhole("引用这张表", "tables", link.dataset.cite, link.closest("section").id, captionOf(link));
  else if (link.dataset.citeChart) showChart(link.closest("figure"), link.dataset.citeChart);
  else showFigure(link);
});

function showFigure(link) {
  const cell = link.closest("td");
  const table = cell.closest("table");
  const [heading] = cell.parentElement.cells;
  const column = table.tHead.rows[0].cells[cell.cellIndex];
  const of = table.caption?.textContent ?? table.closest("[role=region]").getAttribute("aria-label");
  const path = `${page}#${cell.id}`;
  const note = link.hash && link.pathname === location.pathname ? document.getElementById(link.hash.slice(1)) : null;
  open(
    `${heading.textContent.trim()} · ${column.textContent.trim()}`,
    el("p", { class: "small muted" }, of),
    figure(link),
    note ? source(note) : reference(link),
    permanent(path),
    citations(clauses(note, link), path),
    el("p", {}, el("a", { href: reporting(path) }, "报告这个数字有误")),
  );
}

const captionOf = (link) => link.closest("section").querySelector("caption").textContent;

function showChart(chart, id) {
  showWhole("引用这张图", "charts", id, chart.id, chart.getAttribute("aria-label"));
}

/** A table or a chart: its name, its permanent link, its citations. */
function showWhole(title, kind, id, anchor, name) {
  const path = `${page}#${anchor}`;
  const shard = read(page.replace(/\/$/, "")).then((found) => [found[kind][id]]);
  open(title, el("p", { class: "small muted" }, name), permanent(path), citations(shard, path));
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

/** Where a figure without a note leads: its clause, or what was collected. */
function reference(link) {
  const clause = link.pathname.includes("/documents/");
  const said = clause ? "" : "本站还没有收录管这里、这段时间的文件，不等于没有规定。";
  return el("p", { class: "panel-source" }, said, el("a", { href: link.href }, clause ? "看这一条的原文摘句" : "收录了哪些文件"));
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

/** The citations of the clauses that a figure rests on: in its note those with a quotation, else where its link leads. */
async function clauses(note, link) {
  const quoted = note ? [...note.querySelectorAll("q.evidence")].map((one) => one.previousElementSibling) : [link];
  const wanted = quoted.filter((one) => one.href.startsWith(`${top}documents/`));
  return Promise.all(wanted.map(async (one) => {
    const { clauses: known } = await read(one.href.slice(top.length).split(/\/?#/)[0]);
    return known[one.hash.slice(1)];
  }));
}

const asked = new Map();
function read(name) {
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
