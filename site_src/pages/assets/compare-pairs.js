// Two cities, or two years of a city: only what differs, by how much, and since which document.

import { cell, lastValue, said } from "./compare-shards.js";
import { chosen } from "./compare-state.js";
import { lines, named, ordered, sortKey } from "./compare-table.js";

// {sides: the two names, rows, same, unknown}: how many lines say the same, and of how many a side is not known.
export function pairs(index, state, shards) {
  const [cities, years] = [chosen(index, state, "cities"), chosen(index, state, "years")];
  const of = state.view === "cities" ? cities.map((code) => [code, years[0]]) : years.map((year) => [cities[0], year]);
  const sides = state.view === "cities" ? cities.map((code) => index.cities[code].name) : years.map((year) => `${year}年`);
  const found = { sides, rows: [], same: 0, unknown: 0 };
  for (const line of lines(index, state, shards)) {
    const cells = of.map(([code, year]) => cell(line, code, year));
    if (!cells[0] && !cells[1]) continue;
    if (!said(cells[0]) || !said(cells[1])) found.unknown++;
    else if (said(cells[0]) === said(cells[1])) found.same++;
    else found.rows.push({ ...named(index, line), cells, ...difference(line, cells) });
  }
  found.rows = sorted(index, found.rows, state.sort);
  return found;
}

// In a year in which something changed, what holds at its end.
function difference(line, cells) {
  const [before, after] = cells.map(lastValue);
  const found = line.shard.differences.get(`${before.like}|${after.like}`);
  const within = cells.some((one) => one.spans.length > 1);
  return { text: found?.text ?? (within && before.text === after.text ? "年底一样" : ""), verdict: found?.verdict ?? "", within: within && Boolean(found?.text) };
}

const COLUMNS = ["one", "other"];
const VERDICTS = ["更有利", "更不利"];

function sorted(index, rows, sort) {
  const column = sort.replace(/^-/, "");
  const direction = sort.startsWith("-") ? -1 : 1;
  if (column === "difference") {
    const key = (row) => ({ rank: VERDICTS.includes(row.verdict) ? 0 : 1, unit: "", content: VERDICTS.indexOf(row.verdict) });
    return [...rows].sort((one, other) => ordered(key(one), key(other), direction));
  }
  const at = COLUMNS.indexOf(column);
  if (at < 0) return rows;
  return [...rows].sort((one, other) => ordered(sortKey(index, one.cells[at]), sortKey(index, other.cells[at]), direction));
}
