// The table of a state, as rows and columns: pure, without a page.

import { cell, lastValue, said } from "./compare-shards.js";
import { chosen, keptTo } from "./compare-state.js";

// The dimensions of the chosen items: name -> the values that occur.
export function dimensions(shards) {
  const found = new Map();
  for (const { cases } of shards.values()) {
    for (const [name, value] of cases.flatMap((one) => Object.entries(one.dimensions))) {
      if (!found.has(name)) found.set(name, new Set());
      found.get(name).add(value);
    }
  }
  return found;
}

// The names of those that have several values: what the table can be kept to.
export const several = (index, found) => Object.keys(index.dimensions).filter((name) => (found.get(name)?.size ?? 0) > 1);

// The cases to show, item by item. An item that knows no such value shows all of its own.
export function lines(index, state, shards) {
  const found = [];
  for (const [item, shard] of shards) {
    const own = dimensions(new Map([[item, shard]]));
    const fits = ([name, value]) => {
      const wanted = keptTo(index, state, name);
      return wanted === "all" || wanted === value || !own.get(name).has(wanted);
    };
    shard.cases.forEach((one, number) => {
      if (Object.entries(one.dimensions).every(fits)) found.push({ item, number, shard, name: one.name });
    });
  }
  return found;
}

// How a line of a table is named: the item, and below it the case and what the amount is for.
export function named(index, line) {
  const { name, per, path } = index.items[line.item];
  const label = [line.name, per && `每${per}`].filter(Boolean).join("，");
  return { name, label, path };
}

// {corner, columns, rows, whole, single}: a column has key and name (and year or path), a row besides these its cells;
// `whole` is how many rows there are with those that do not differ, `single` the case where the table is of one.
export function table(index, state, shards) {
  const asked = { index, all: lines(index, state, shards), of: (kind) => chosen(index, state, kind) };
  const laid = LAID[state.view](asked);
  laid.rows = laid.rows.filter((row) => row.cells.some(Boolean));
  const made = state.flip ? flipped(laid) : laid;
  const whole = made.rows.length;
  if (state.diff) made.rows = made.rows.filter(differs);
  const single = state.view === "item" && asked.all.length === 1 ? asked.all[0].name : "";
  return { ...made, rows: sorted(index, made, state.sort), whole, single };
}

const cityOf = (index, code) => ({ key: code, name: index.cities[code].name, path: index.cities[code].path });
const yearOf = (year) => ({ key: year, name: year, year });

const LAID = {
  item: ({ index, all, of }) => ({
    corner: "参保地",
    columns: of("years").map(yearOf),
    rows: all.flatMap((line) =>
      of("cities").map((code) => ({
        ...cityOf(index, code),
        key: `${code}.${line.number}`,
        label: all.length > 1 ? line.name : "",
        cells: of("years").map((year) => cell(line, code, year)),
      })),
    ),
  }),
  city: ({ index, all, of }) => ({
    corner: "项目",
    columns: of("years").map(yearOf),
    rows: all.map((line) => lineRow(index, line, of("years").map((year) => cell(line, of("cities")[0], year)))),
  }),
  year: ({ index, all, of }) => ({
    corner: "项目",
    columns: of("cities").map((code) => cityOf(index, code)),
    rows: all.map((line) => lineRow(index, line, of("cities").map((code) => cell(line, code, of("years")[0])))),
  }),
};

const lineRow = (index, line, cells) => ({ ...named(index, line), key: `${line.item}.${line.number}`, cells });

function flipped({ columns, rows }) {
  const turned = columns.map((column, at) => ({ ...column, cells: rows.map((row) => row.cells[at]) }));
  const heads = rows.map(({ key, name, label, path }) => ({ key, name, label, path }));
  return { corner: columns[0]?.year ? "年份" : "参保地", columns: heads, rows: turned };
}

// Whether two cells of a row say different things; of what is not known nothing can be said.
export const differs = (row) => new Set(row.cells.map(said).filter(Boolean)).size > 1;

// The rows in the order of a column ("2025", "-2025" for the highest first), what is not known last.
export function sorted(index, { columns, rows }, sort) {
  const at = columns.findIndex((column) => column.key === sort.replace(/^-/, ""));
  if (at < 0) return rows;
  const keys = new Map(rows.map((row) => [row, sortKey(index, row.cells[at])]));
  return [...rows].sort((one, other) => ordered(keys.get(one), keys.get(other), sort.startsWith("-") ? -1 : 1));
}

// Figures of one unit stand together, then what is only text, then what is not known.
export function sortKey(index, one) {
  const value = lastValue(one);
  if (!value) return { rank: 2, unit: "", content: 0 };
  const unit = index.items[one.line.item].unit;
  return value.number === null ? { rank: 1, unit, content: value.text } : { rank: 0, unit, content: value.number };
}

export function ordered(one, other, direction) {
  if (one.rank !== other.rank) return one.rank - other.rank;
  if (one.unit !== other.unit) return one.unit < other.unit ? -1 : 1;
  if (one.content === other.content) return 0;
  return one.content < other.content ? -direction : direction;
}
