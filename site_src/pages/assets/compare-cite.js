// The citation of a table that was laid here, from the pieces that the build gives (scripts/render/citing.py, `pieces`).

const FORMS = ["gbt", "plain"];

// The clauses (ids) that the figures of some rows rest on.
export function clausesOf(rows) {
  const spans = rows.flatMap((row) => row.cells).flatMap((cell) => cell?.spans ?? []);
  return new Set(spans.flatMap((span) => span.value?.sources ?? []).map((address) => address.split("#")[1]));
}

// {gbt, plain}: the documents with the places of the clauses, then this site.
export function cited(pieces, clauses, title) {
  const places = new Map(); // path of a document -> the places in it, both in reading order
  for (const [clause, [path, place]] of Object.entries(pieces.clauses)) {
    if (clauses.has(clause)) places.set(path, (places.get(path) ?? new Set()).add(place));
  }
  const of = (form) => [
    ...[...places].map(([path, found]) => filled(pieces.documents[path][form], { where: where(pieces, [...found]) })),
    filled(pieces.site[form], { title }),
  ];
  return Object.fromEntries(FORMS.map((form) => [form, of(form).join(pieces.joined[form])]));
}

function where(pieces, places) {
  const named = places.slice(0, pieces.named).join(pieces.and);
  return places.length > pieces.named ? filled(pieces.more, { named, count: places.length }) : named;
}

// A text with its names in braces filled in; those that are not given stay.
const filled = (text, given) => text.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);
