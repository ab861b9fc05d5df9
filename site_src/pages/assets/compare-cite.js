// What the citation of a table that was laid here names (citation.js).

// The clauses (ids) that the figures of some rows rest on.
export function clausesOf(rows) {
  const spans = rows.flatMap((row) => row.cells).flatMap((cell) => cell?.spans ?? []);
  return new Set(spans.flatMap((span) => span.value?.sources ?? []).map((address) => address.split("#")[1]));
}
