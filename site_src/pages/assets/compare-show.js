// The table on the page: figures as links to their place on the item's page (cite.js opens them in a panel), with their
// signs and the legend of these.

import { el } from "./element.js";
import { addressOf } from "./compare-shards.js";

const TOP = new URL("../", import.meta.url);
const LOOKS = { abolished: "is-abolished", not_applicable: "is-na", target: "is-target" };
const ROLES = { table: "table", "thead, tbody": "rowgroup", tr: "row", "thead th": "columnheader", "tbody th": "rowheader", td: "cell" };
const link = (path) => new URL(path, TOP).href;
const dayOfYear = (iso) => `${Number(iso.slice(5, 7))}月${Number(iso.slice(8))}日`;

// The table of rows and columns; sort says by which column it is sorted.
export function tableOf({ corner, columns, rows }, sort, year, caption) {
  const heads = columns.map((column) => columnHead(column, sort, String(year)));
  return scrolling(
    caption,
    el("thead", {}, el("tr", {}, sortable(corner, "", sort, {}), heads)),
    el("tbody", {}, rows.map((row) => el("tr", {}, rowHead(row), row.cells.map(figure)))),
  );
}

// The table of two sides and what they differ by. On a narrow screen a row is laid out as several (style/compare.css),
// and what is laid out so is no table to a screen reader unless it says so itself.
export function pairsOf({ sides, rows }, sort, caption) {
  const columns = [...sides.map((name, at) => [name, ["one", "other"][at]]), [`${sides[1]}比${sides[0]}`, "difference"]];
  const heads = columns.map(([name, key]) => sortable(name, key, sort, { class: key === "difference" ? "text" : undefined }));
  const box = scrolling(
    caption,
    el("thead", {}, el("tr", {}, sortable("项目", "", sort, {}), heads, el("th", { scope: "col", class: "text compare-sources" }, "从哪天起，依据"))),
    el("tbody", {}, rows.map((row) => el("tr", {}, rowHead(row), row.cells.map(figure), differenceOf(row), sourcesOf(row, sides)))),
  );
  box.classList.add("compare-pairs");
  for (const [selector, role] of Object.entries(ROLES)) {
    for (const one of box.querySelectorAll(selector)) one.setAttribute("role", role);
  }
  return box;
}

function scrolling(caption, ...parts) {
  const box = el("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": caption });
  box.append(el("table", { class: "figures" }, el("caption", {}, caption), parts));
  return box;
}

function columnHead(column, sort, year) {
  const now = column.year === year;
  return sortable(column.name, column.key, sort, {
    "data-year": column.year,
    class: now ? "is-now" : undefined,
    "aria-current": now ? "date" : undefined,
  }, column.label);
}

// A head that sorts by its column: up, then down; the first one brings back the usual order.
function sortable(name, key, sort, attributes, label) {
  const down = sort === `-${key}`;
  const sorted = key && (down || sort === key);
  const direction = down ? "descending" : "ascending";
  const button = el("button", { type: "button", class: "compare-sort", "data-sort": sorted && !down ? `-${key}` : key, "data-column": key || "first" },
    name, label && el("span", { class: "state" }, label), sorted && el("span", { "aria-hidden": "true" }, down ? " ▼" : " ▲"));
  return el("th", { scope: "col", ...attributes, "aria-sort": sorted ? direction : undefined }, button);
}

function rowHead({ name, label, path, year }) {
  const attributes = { scope: "row", "data-year": year };
  if (!path) return el("th", attributes, name);
  return el("th", attributes, el("a", { href: link(path) }, name), label && [el("br"), el("span", { class: "state" }, label)]);
}

function figure(cell) {
  if (!cell) return el("td", { class: "is-na" }, el("span", { "aria-hidden": "true" }, "—"), el("span", { class: "visually-hidden" }, "没有这种情形"));
  const last = cell.spans.at(-1).value;
  const parts = cell.spans.map((span) => part(cell, span));
  const texty = last && last.number === null && last.text.length > 8;
  const look = !last ? "is-missing" : (LOOKS[last.state] ?? (last.continued ? "is-continued" : ""));
  const content = parts.length > 1 ? parts.map((one) => el("span", { class: "part" }, one)) : parts;
  return el("td", { class: [look, texty && "text"].filter(Boolean).join(" ") || undefined }, content);
}

// What a figure says, in the table and in its download.
export const saying = ({ value }) => value?.text ?? "未收录";

function part(cell, span) {
  const { value } = span;
  const whole = cell.spans.length === 1;
  return [
    el("a", { class: "value", href: link(addressOf(cell)), "data-sources": value?.sources.join(" "), "data-period": value?.period }, saying(span)),
    value?.signs.map((sign) => el("span", { class: "state" }, sign)),
    !whole && el("span", { class: "when" }, `${dayOfYear(span.from)}至${dayOfYear(span.to)}`),
  ];
}

// What two sides differ by, in the table and in its download.
export const differing = ({ text }) => text || "内容不同";

function differenceOf(row) {
  const { verdict, within } = row;
  const look = { 更有利: "up", 更不利: "down" }[verdict];
  return el("td", { class: "text difference" }, within && "年底：", el("span", { class: look }, differing(row)), verdict && el("span", { class: `state ${look}` }, verdict));
}

// Every value of both sides with its document; the same one is told once.
function sourcesOf({ cells }, sides) {
  const told = new Map();
  cells.forEach((cell, at) => {
    for (const value of cell.spans.map((span) => span.value).filter(Boolean)) {
      if (!told.has(value.id)) told.set(value.id, { value, sides: new Set() });
      told.get(value.id).sides.add(sides[at]);
    }
  });
  return el("td", { class: "text compare-sources" }, [...told.values()].map(({ value, sides }) =>
    el("span", { class: "part" }, `${[...sides].join("、")}：${value.period}，`,
      value.sources.map((address, at) => [at ? "；" : "", el("a", { href: link(address) }, `${value.documents[at]} ${value.locators[at]}`)]))));
}

// What the signs mean that occur in some cells; nothing where every value is plainly stated.
export function legendOf(index, cells) {
  const occurring = new Set();
  for (const span of cells.filter(Boolean).flatMap((cell) => cell.spans)) {
    for (const sign of span.value ? span.value.explained : ["未收录"]) occurring.add(sign);
  }
  const [stated] = index.legend[0];
  if (occurring.size === 1 && occurring.has(stated)) return [];
  return index.legend
    .filter(([sign]) => occurring.has(sign))
    .map(([, shown, meaning]) => el("div", {}, el("dt", {}, shown), el("dd", {}, meaning)));
}
