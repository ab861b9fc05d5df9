// 换个城市、换一年呢: the same care in each city and year. First this year in the other cities and this city in the other
// years, then the whole table, folded. Every figure that differs explains itself (difference.js).

import { explainer } from "./difference.js";
import { el } from "./element.js";
import { isIn, placesChart } from "./places.js";
import { more, yuan } from "./words.js";
import { yearsChart } from "./years.js";

export function comparison(answer, site, core) {
  const box = el("section", { class: "no-print calc-comparison" });
  const { cities: places = [] } = site.province(answer.read.case.place) ?? {};
  core.compare({ case: answer.read.case, places }).then((found) => {
    if (found.rows) box.replaceChildren(...parts(found, answer.read.case, site, core).flat().filter(Boolean));
  });
  return box;
}

function parts({ place, year, rows }, data, site, core) {
  const home = rows.find((row) => row.place === place);
  const own = home.years.find((cell) => cell.year === year);
  // A year that is not collected has no cell of its own.
  const now = own?.status === "ok" ? own : null;
  const among = site.province(place)?.name ?? "";
  const at = { place, year, now, among, several: data.claims.length > 1, explain: () => explainer(data, core, site), site };
  return [
    el("h3", {}, "换个城市、换一年呢"),
    el("p", {}, `同样的费用，按${among && `${among}里`}别的市、别的年份的规定，你付多少：`),
    own && cities(at, rows),
    years(at, home.years),
    whole(at, rows),
  ];
}

// This year in every city: those that pay alike in one row, with a chart.
function cities(at, rows) {
  const cells = rows.map((row) => ({ ...row.years.find(({ year }) => year === at.year), place: row.place }));
  const groups = alike(cells).sort((one, other) => mine(other, at) - mine(one, at) || order(one) - order(other));
  const title = `${at.year}年，${at.among}各市`;
  if (groups.length === 1) return [el("h4", {}, title), el("p", {}, `${cells.length} 市都一样：${verb(cells[0])}`, outcome(cells[0], at), "。")];
  const lines = groups.map((group) => {
    const others = group.filter(({ place }) => place !== at.place);
    const all = group.length > 1 && groups.length === 2 && !mine(group, at);
    const names = group.map(({ place }) => place.replace(/市$/, "")).join("、");
    return { said: names, name: all ? `其余 ${group.length} 市（${names}）` : names, cell: group[0], mine: mine(group, at), other: others[0] };
  });
  return listing(at, title, "参保的市", lines, placesChart(groups, at.place));
}

const mine = (group, { place }) => isIn(group, place);
const order = ([{ status, self }]) => (status === "ok" ? self : Infinity);

// This city in every year: years in a row that pay alike together, with a chart.
function years(at, cells) {
  const runs = inARow(cells);
  const title = `${at.place}，各年`;
  if (runs.length === 1) return [el("h4", {}, title), el("p", {}, `${span(runs[0])}都一样：${verb(cells[0])}`, outcome(cells[0], at), "。")];
  const lines = runs.map((run) => ({
    said: span(run),
    name: el("span", { class: "figure" }, span(run)),
    cell: run[0],
    mine: run.some(({ year }) => year === at.year),
    other: { place: at.place, year: run[0].year },
  }));
  return listing(at, title, "年份", lines, yearsChart(cells, at.year));
}

const span = (run) => (run.length > 1 ? `${run[0].year}–${run.at(-1).year}年` : `${run[0].year}年`);

// A heading, a chart where there is one, the table, and room for why a row differs.
function listing(at, title, head, lines, chart) {
  const { panel, why } = at.explain();
  const rows = lines.map(({ said, name, cell, mine: here, other }) => {
    const reasons = differs(cell, at) && why(other.place, other.year ?? at.year, "为什么？", "button quiet", whose(said, cell));
    return el(
      "tr",
      { "aria-current": here },
      el("th", { scope: "row" }, name, here && el("span", { class: "state" }, " 你填的")),
      el("td", {}, el("div", { class: "calc-outcome" }, el("span", {}, outcome(cell, at)), reasons)),
    );
  });
  const names = [head, "你付"].map((name) => el("th", { scope: "col" }, name));
  return [
    el("h4", {}, title),
    chart,
    el("table", { class: "plain calc-listing" }, el("thead", {}, el("tr", {}, names)), el("tbody", {}, rows)),
    panel,
  ];
}

// A button's name says what it explains, for those who hear it without its row.
const whose = (words, { self }) => `${words}，你付 ${yuan(self)} 元，为什么？`;

const verb = ({ status }) => (status === "ok" ? "你付 " : "");

const differs = (cell, { now }) => now && cell.status === "ok" && cell.self !== now.self;

// What one pays there, and how much more or less that is.
function outcome(cell, { now, site }) {
  if (cell.status !== "ok") return unknown(site);
  const difference = now ? Math.round((cell.self - now.self) * 100) / 100 : 0;
  return [`${yuan(cell.self)} 元`, difference !== 0 && el("small", { class: "calc-more-or-less" }, more(difference))];
}

const unknown = (site) => (site.coverage ? el("a", { href: site.coverage }, "未收录") : "未收录");

// Cities × years. Every figure that differs from one's own opens the reasons.
function whole(at, rows) {
  const { panel, why } = at.explain();
  const cell = (place, one) => {
    const here = place === at.place && one.year === at.year;
    if (one.status !== "ok") return el("td", { class: "is-missing", "aria-current": here }, unknown(at.site));
    return el("td", { class: "num", "aria-current": here }, differs(one, at) ? why(place, one.year, yuan(one.self), "calc-cell", whose(`${place} ${one.year}年`, one)) : yuan(one.self));
  };
  const head = [el("th", { scope: "col" }, "你付（元）"), rows[0].years.map(({ year }) => el("th", { scope: "col", class: year === at.year ? "is-now" : false }, `${year}年`))];
  const body = rows.map((row) => el("tr", {}, el("th", { scope: "row" }, row.place), row.years.map((one) => cell(row.place, one))));
  const folded = el(
    "details",
    { class: "calc-fold full" },
    el("summary", {}, `${at.among || "全部"} ${rows.length} 市、${rows[0].years.length} 年`),
    rows.some((row) => row.years.some((one) => differs(one, at))) && el("p", { class: "small muted" }, "点一个数，看看为什么不一样。"),
    el(
      "div",
      { class: "table-scroll", role: "region", tabindex: "0", "aria-label": "各市各年你付多少" },
      el("table", { class: "figures" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)),
    ),
    panel,
  );
  folded.addEventListener("toggle", () => startAtOwn(folded));
  return folded;
}

// A phone shows one's own year first, not the oldest.
function startAtOwn(folded) {
  const box = folded.querySelector(".table-scroll");
  const [first, own] = [box.querySelector("th"), box.querySelector(".is-now")];
  if (own) box.scrollLeft = own.offsetLeft - first.offsetWidth;
}

const key = ({ status, self }) => `${status} ${self}`;

// Cells that pay alike, together.
function alike(cells) {
  const groups = new Map();
  for (const cell of cells) groups.set(key(cell), [...(groups.get(key(cell)) ?? []), cell]);
  return [...groups.values()];
}

// The same, but only where they follow each other.
function inARow(cells) {
  const runs = [];
  for (const cell of cells) {
    if (runs.length && key(runs.at(-1)[0]) === key(cell)) runs.at(-1).push(cell);
    else runs.push([cell]);
  }
  return runs;
}
