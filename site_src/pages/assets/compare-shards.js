// The data of the tables: an index, and one small file an item and province (scripts/render/shards.py), fetched when it is
// asked for. Where there is one province, none is named.

const FOLDER = new URL("../data/shards/", import.meta.url);
const kept = new Map(); // item and provinces -> promise of its shard

async function json(address, how) {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

export const readIndex = () => json(new URL("index.json", FOLDER), { cache: "no-cache" });

// The shards of items for some cities, by item; tells how many have come.
export async function readShards(index, items, cities, told) {
  let count = 0;
  const provinces = [...new Set(cities.map((code) => index.cities[code].province))];
  const found = await Promise.all(
    items.map(async (item) => {
      const shard = await shardOf(index, item, provinces);
      told(++count);
      return [item, shard];
    }),
  );
  return new Map(found);
}

function shardOf(index, item, provinces) {
  const key = [item, ...provinces].join();
  if (!kept.has(key)) {
    const parts = provinces.flatMap((province) => addresses(index, item, province)).map((one) => json(new URL(one, FOLDER)));
    const shard = Promise.all(parts).then((found) => unpacked(item, found));
    shard.catch(() => kept.delete(key)); // so that it can be asked for again
    kept.set(key, shard);
  }
  return kept.get(key);
}

// Where an item's shards of a province lie: nearly always one, a large one is divided.
function addresses(index, item, province) {
  const { shard } = index.items[item];
  const first = province ? `${province}/${shard}?v=${index.provinces[province]}` : shard;
  const count = index.numbers[first.split(".")[0]] ?? 1;
  return [first, ...Array.from({ length: count - 1 }, (_, at) => first.replace(".json", `-${at + 2}.json`))];
}

// Columns as rows: {a: [1, 2], b: [3, 4]} -> [{a: 1, b: 3}, {a: 2, b: 4}].
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}

// {item, cases, lines: case and place -> {table, spans: [{from, to, value}]}, differences: before and after -> {text, verdict}}
function unpacked(item, parts) {
  const [cases, lines, differences] = [new Map(), new Map(), new Map()];
  parts.forEach((part, at) => {
    const id = (number) => `${at}.${number}`; // the same number is another value in another shard
    const values = rows(part.values).map((value, number) => ({ ...value, id: id(number), like: id(value.like) }));
    const numbers = rows(part.cases).map((one) => numberOf(cases, one));
    for (const { place, case: own, from, to, value } of rows(part.cells)) {
      const key = `${numbers[own]}|${place}`;
      if (!lines.has(key)) lines.set(key, { table: part.cases.address[own], spans: [] });
      lines.get(key).spans.push({ from, to, value: value === null ? null : values[value] });
    }
    for (const one of rows(part.differences)) differences.set(`${id(one.before)}|${id(one.after)}`, one);
  });
  return { item, cases: [...cases.values()], lines, differences };
}

// The number of a case among those of all provinces.
function numberOf(cases, one) {
  const key = JSON.stringify(one.dimensions);
  if (!cases.has(key)) cases.set(key, one);
  return [...cases.keys()].indexOf(key);
}

// What is in force of a case at a place in a year: its spans within the year, or null where there is no such case.
export function cell(line, place, year) {
  const found = line.shard.lines.get(`${line.number}|${place}`);
  if (!found) return null;
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const within = found.spans
    .filter((span) => span.from <= last && span.to >= first)
    .map(({ from, to, value }) => ({ from: from < first ? first : from, to: to > last ? last : to, value }));
  return { line, place, year, table: found.table, spans: within };
}

// What a cell says, to tell whether two say the same; "" where nothing is known of it.
export const said = (one) => (one?.spans.some((span) => span.value) ? one.spans.map((span) => span.value?.text ?? "").join(" → ") : "");

// The last value of a cell that is known.
export const lastValue = (one) => one?.spans.findLast((span) => span.value)?.value ?? null;

// The place of a cell on its item's page.
export function addressOf({ table, place, year }) {
  return table.includes("#") ? `${table}-${place}-${year}` : table;
}
