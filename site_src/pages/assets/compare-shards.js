// The data of the tables: an index, and one small file an item (scripts/render/shards.py), fetched when it is asked for.

const FOLDER = new URL("../data/shards/", import.meta.url);
const kept = new Map(); // item -> promise of its shard

async function json(address, how) {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

export const readIndex = () => json(new URL("index.json", FOLDER), { cache: "no-cache" });

// The shards of items, by item; tells how many have come.
export async function readShards(index, items, told) {
  let count = 0;
  const found = await Promise.all(
    items.map(async (item) => {
      const shard = await shardOf(index, item);
      told(++count);
      return [item, shard];
    }),
  );
  return new Map(found);
}

function shardOf(index, item) {
  if (!kept.has(item)) {
    const shard = json(new URL(index.items[item].shard, FOLDER)).then(unpacked);
    shard.catch(() => kept.delete(item)); // so that it can be asked for again
    kept.set(item, shard);
  }
  return kept.get(item);
}

// Columns as rows: {a: [1, 2], b: [3, 4]} -> [{a: 1, b: 3}, {a: 2, b: 4}].
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
}

// {item, cases, spans: case and place -> [{from, to, value}], differences: before and after -> {text, verdict}}
function unpacked(shard) {
  const values = rows(shard.values).map((value, id) => ({ ...value, id }));
  const spans = new Map();
  for (const { place, case: number, from, to, value } of rows(shard.cells)) {
    const key = `${number}|${place}`;
    if (!spans.has(key)) spans.set(key, []);
    spans.get(key).push({ from, to, value: value === null ? null : values[value] });
  }
  const differences = new Map(rows(shard.differences).map((one) => [`${one.before}|${one.after}`, one]));
  return { item: shard.item, cases: rows(shard.cases), spans, differences };
}

// What is in force of a case at a place in a year: its spans within the year, or null where there is no such case.
export function cell(line, place, year) {
  const spans = line.shard.spans.get(`${line.number}|${place}`);
  if (!spans) return null;
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const within = spans
    .filter((span) => span.from <= last && span.to >= first)
    .map(({ from, to, value }) => ({ from: from < first ? first : from, to: to > last ? last : to, value }));
  return { line, place, year, spans: within };
}

// What a cell says, to tell whether two say the same; "" where nothing is known of it.
export const said = (one) => (one?.spans.some((span) => span.value) ? one.spans.map((span) => span.value?.text ?? "").join(" → ") : "");

// The last value of a cell that is known.
export const lastValue = (one) => one?.spans.findLast((span) => span.value)?.value ?? null;

// The place of a cell on its item's page.
export function addressOf({ line, place, year }) {
  const table = line.shard.cases[line.number].address;
  return table.includes("#") ? `${table}-${place}-${year}` : table;
}
