// The table of a state as elements, with its name and the legend of its signs.

import { pairs } from "./compare-pairs.js";
import { legendOf, pairsOf, tableOf } from "./compare-show.js";
import { chosen, isPair } from "./compare-state.js";
import { table } from "./compare-table.js";

// {found, caption, drawn, entries}: what is in the table, its name, its element, the entries of its legend.
export function laid(index, asked, shards) {
  const pair = isPair(asked.view);
  const found = pair ? pairs(index, asked, shards) : table(index, asked, shards);
  const caption = captionOf(index, asked, found.single);
  const drawn = pair ? pairsOf(found, asked.sort, caption) : tableOf(found, asked.sort, index.year, caption);
  return { found, caption, drawn, entries: legendOf(index, found.rows.flatMap((row) => row.cells)) };
}

// How far a table has to be scrolled for this year to be seen, with a whole column beside the names.
export function thisYear(box) {
  const now = box.querySelector("thead th.is-now");
  if (!now) return 0;
  const [names, ...columns] = now.parentElement.cells;
  const scrolled = (column) => column.offsetLeft - names.offsetLeft - names.offsetWidth;
  const first = columns.find((column) => now.offsetLeft + now.offsetWidth - scrolled(column) <= box.clientWidth) ?? now;
  return first === columns[0] ? 0 : scrolled(first);
}

// The name of the table: what of each kind is one alone, and what it shows of the others.
function captionOf(index, asked, single) {
  const name = {
    items: (item) => index.items[item].term + (index.items[item].per && `（每${index.items[item].per}）`),
    cities: (code) => index.cities[code].name,
    years: (year) => `${year} 年`,
  };
  const named = (kind) => chosen(index, asked, kind).map(name[kind]).join(" 和 ");
  const captions = {
    item: () => `${named("items")}${single && `，${single}`}：各市各年`,
    city: () => `${named("cities")}：各项目各年`,
    year: () => `${named("years")}：各项目各市`,
    cities: () => `${named("years")}，${named("cities")}不一样的地方`,
    years: () => `${named("cities")}，${named("years")}不一样的地方`,
  };
  const of = asked.view !== "item" && asked.items.length === 1 ? `${named("items")}，` : "";
  return of + captions[asked.view]();
}
