// The table that stands as a file for spreadsheet programs: a line for each of its figures, row by row as they are shown.

import { root } from "./cite.js";
import { addressOf } from "./compare-shards.js";
import { differing, saying } from "./compare-show.js";
import { named } from "./compare-table.js";

const BYTE_ORDER_MARK = "\ufeff"; // without it Excel takes the file for GBK

// name of a column -> what stands in it for a figure
const COLUMNS = {
  项目: ({ item }) => item.name,
  情形: ({ label }) => label,
  地区: ({ index, cell }) => index.cities[cell.place].name,
  年: ({ cell }) => Number(cell.year),
  从: ({ span }) => span.from,
  到: ({ span }) => span.to,
  数: ({ span }) => saying(span),
  记号: ({ value }) => value?.signs.join("、"),
  "数值（60%写0.6，5个百分点写0.05）": ({ value }) => value?.number,
  单位: ({ item }) => item.unit,
};
const DIFFERENCE = {
  相差: ({ row }) => (row.within ? "年底：" : "") + differing(row),
  对参保人: ({ row }) => row.verdict,
};
const SOURCE = {
  文件: ({ value }) => value && [...new Set(value.documents)].join("；"),
  哪一条: ({ value }) => value?.locators.join("；"),
  条款编号: ({ value }) => value?.sources.map((address) => address.split("#")[1]).join(";"),
  永久链接: ({ cell }) => root + addressOf(cell),
  数据版本: ({ index }) => index.version,
};

// The file of a table, or of the two sides of a comparison.
export function csv(index, { rows, sides }) {
  const between = sides && Object.fromEntries(Object.entries(DIFFERENCE).map(([name, of]) => [`${sides[1]}比${sides[0]}：${name}`, of]));
  const columns = { ...COLUMNS, ...between, ...SOURCE };
  const lines = rows.flatMap((row) => figures(index, row)).map((figure) => Object.values(columns).map((of) => of(figure)));
  const row = (cells) => `${cells.map((content) => written(index, content)).join(",")}\r\n`;
  return BYTE_ORDER_MARK + [Object.keys(columns), ...lines].map(row).join("");
}

function figures(index, row) {
  return row.cells.filter(Boolean).flatMap((cell) => {
    const { label } = named(index, cell.line);
    const item = index.items[cell.line.item];
    return cell.spans.map((span) => ({ index, row, cell, span, item, label, value: span.value }));
  });
}

// No text begins with what a spreadsheet program would run.
function written(index, content) {
  if (typeof content === "number") return String(content);
  const text = content ?? "";
  const safe = index.formula.some((start) => text.startsWith(start)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
