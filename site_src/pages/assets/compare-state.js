// What the compare page shows, and how its address says it:
// #view=item&items=premium&cities=140100,140700&years=2024,2025&facility=class_3&flip=1&diff=1&sort=-2025
// A list that the address leaves out is the usual one; "all" is everything. `cleared`, which no address says, are the lists
// that someone has just emptied: the usual one is shown, but none of it is ticked.

const MANY = 0;
// How many of each a view takes.
export const VIEWS = {
  item: { items: 1, cities: MANY, years: MANY },
  city: { items: MANY, cities: 1, years: MANY },
  year: { items: MANY, cities: MANY, years: 1 },
  cities: { items: MANY, cities: 2, years: 1 },
  years: { items: MANY, cities: 1, years: 2 },
};
export const KINDS = ["items", "cities", "years"];

export const isPair = (view) => view === "cities" || view === "years";
export const takesMany = (view, kind) => VIEWS[view][kind] === MANY;

// Everything that can be picked, in the order in which it is shown.
export function known(index, kind) {
  const every = { items: Object.keys(index.items), cities: Object.keys(index.cities), years: index.years };
  return every[kind].map(String);
}

// What a view shows of a kind where nothing is picked.
export function usual(index, view, kind) {
  const many = VIEWS[view][kind] === MANY;
  if (many && kind === "cities") return near(index);
  if (many) return known(index, kind).filter((one) => kind !== "items" || isPair(view) || index.main.includes(one));
  // Of two cities the last year that documents reach says most; else this year is what most people come for.
  const years = { cities: index.year_pair.slice(0, 1), years: index.year_pair };
  const single = { items: [index.first], cities: index.city_pair, years: years[view] ?? [index.year] };
  return single[kind].map(String);
}

// The cities of the province that the page opens with: all, where there is one.
function near(index) {
  const { province } = index.cities[index.city_pair[0]];
  return Object.keys(index.cities).filter((code) => index.cities[code].province === province);
}

// The same choices with others of one kind.
export function withMany(state, kind, list, cleared = false) {
  const others = state.cleared.filter((one) => one !== kind);
  return { ...state, [kind]: list, cleared: cleared ? [...others, kind] : others };
}

export const chosen = (index, state, kind) => (state[kind].length ? state[kind] : usual(index, state.view, kind));

// The state with as many of each as its view takes.
export function complete(index, state) {
  const made = { ...state };
  for (const kind of KINDS) {
    const count = VIEWS[state.view][kind];
    if (count === MANY) {
      made[kind] = known(index, kind).filter((one) => state[kind].includes(one));
    } else {
      const filled = new Set([...state[kind].slice(0, count), ...usual(index, state.view, kind), ...known(index, kind)]);
      made[kind] = [...filled].slice(0, count);
    }
  }
  return made;
}

// The same choices in another view: one of something stays the first of many, but one does not stand for many.
export function inView(index, state, view) {
  const made = { ...state, view, cleared: [], sort: "", flip: false, diff: false };
  for (const kind of KINDS) {
    if (takesMany(view, kind) && !takesMany(state.view, kind)) made[kind] = [];
  }
  return complete(index, made);
}

// What a dimension is kept to: a value, or "all". Where only what differs is listed, there is room for every case.
const usuallyKept = (index, view, dimension) => (isPair(view) ? "all" : (index.usual[dimension] ?? "all"));
export const keptTo = (index, state, dimension) => state.only[dimension] ?? usuallyKept(index, state.view, dimension);

// {state, wrong}: the state of an address, and those of its parts that say nothing, one thing twice or more than fits.
export function read(index, fragment) {
  const wrong = [];
  const parts = {};
  const state = { view: "item", items: [], cities: [], years: [], cleared: [], only: {}, flip: false, diff: false, sort: "" };
  for (const part of fragment.replace(/^#/, "").split("&").filter(Boolean)) {
    const [[key, text]] = new URLSearchParams(`&${part}`); // a question mark that the part begins with would else be lost
    parts[key] = readable(part).slice(0, 40);
    if (!readPart(index, state, key, text)) wrong.push(parts[key]);
  }
  const more = KINDS.filter((kind) => !takesMany(state.view, kind) && state[kind].length > VIEWS[state.view][kind]);
  wrong.push(...more.map((kind) => parts[kind]).filter((part) => !wrong.includes(part)));
  return { state: complete(index, state), wrong };
}

// A part of an address as people write it; one that is no UTF-8 as it stands.
function readable(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readPart(index, state, key, text) {
  if (key === "view") {
    if (!Object.hasOwn(VIEWS, text)) return false;
    state.view = text;
  } else if (KINDS.includes(key)) {
    const every = known(index, key);
    const named = text === "all" ? every : text.split(",");
    state[key] = [...new Set(named.filter((one) => every.includes(one)))];
    return state[key].length === named.length;
  } else if (key === "flip" || key === "diff") {
    state[key] = text === "1";
    return state[key];
  } else if (key === "sort") {
    state.sort = text;
  } else {
    return readDimension(index, state, key, text);
  }
  return true;
}

function readDimension(index, state, key, text) {
  if (!Object.hasOwn(index.dimensions, key)) return false;
  const values = Object.keys(index.dimensions[key].values);
  if (values.length && text !== "all" && !values.includes(text)) return false;
  state.only[key] = text;
  return true;
}

// The address of a state; what is usual is left out, but for what a single choice is.
export function write(index, state) {
  const every = (kind, list) => takesMany(state.view, kind) && list.length === known(index, kind).length;
  const lists = KINDS.filter((kind) => state[kind].length).map((kind) => [kind, every(kind, state[kind]) ? "all" : state[kind].join(",")]);
  const only = Object.entries(state.only).filter(([dimension, value]) => value !== usuallyKept(index, state.view, dimension));
  return fragment(state, [...lists, ...only]);
}

// The address that names every choice, for links that are kept: what is usual is another at another time, and what
// there is of items, cities and years grows. `shown` are the items that the table has rows of, where only what differs
// is listed not all that were asked for; `names` are the dimensions of their cases.
export function writeWhole(index, state, shown, names) {
  const lists = KINDS.map((kind) => [kind, kind === "items" ? shown : chosen(index, state, kind)]);
  const only = names.map((dimension) => [dimension, keptTo(index, state, dimension)]);
  return fragment(state, [...lists.map(([kind, list]) => [kind, list.join(",")]), ...only]);
}

function fragment({ view, flip, diff, sort }, choices) {
  const told = new URLSearchParams({ view, ...Object.fromEntries(choices) });
  if (flip) told.set("flip", "1");
  if (diff) told.set("diff", "1");
  if (sort) told.set("sort", sort);
  return `#${told.toString().replaceAll("%2C", ",")}`;
}
