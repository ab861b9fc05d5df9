// The citation of some clauses, put together from the pieces that the build gives (scripts/render/citing.py, `pieces`).

const FORMS = ["gbt", "plain"];

// {gbt, plain}: the documents with the places of the clauses (a set of ids), then this site.
export function cited(pieces, clauses, title) {
  const found = standing(pieces, clauses).map(({ path, places }) => {
    const named = where(pieces, places.map(([, place]) => place));
    return [pieces.documents[path], { where: named }];
  });
  const of = (form) => [...found, [pieces.site, { title }]].map(([text, given]) => filled(text[form], given));
  return Object.fromEntries(FORMS.map((form) => [form, of(form).join(pieces.joined[form])]));
}

// Where the clauses stand: of each document its path, its number and its clauses with their places, in reading order;
// of several clauses in one place the first.
export function standing(pieces, clauses) {
  const found = new Map();
  for (const [clause, [path, place]] of Object.entries(pieces.clauses)) {
    if (!clauses.has(clause)) continue;
    if (!found.has(path)) found.set(path, { path, number: pieces.documents[path].number, places: [] });
    const { places } = found.get(path);
    if (!places.some(([, one]) => one === place)) places.push([clause, place]);
  }
  return [...found.values()];
}

function where(pieces, places) {
  const named = places.slice(0, pieces.named).join(pieces.and);
  return places.length > pieces.named ? filled(pieces.more, { named, count: places.length }) : named;
}

// A text with its names in braces filled in; those that are not given stay.
const filled = (text, given) => text.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);
