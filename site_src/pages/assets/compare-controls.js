// What the table is picked with: shows a state, and tells of each deliberate change.

import { el } from "./element.js";
import { KINDS, VIEWS, chosen, inView, keptTo, known, takesMany, usual, withMany } from "./compare-state.js";
import { several } from "./compare-table.js";

const part = (id) => document.querySelector(`#compare-${id}`);
const MOST_DIMENSIONS = 4; // of more, the lesser ones are folded
const NAMES = { items: "项目", cities: "城市", years: "年份" };

// Tells changed(state) of every change of the form that shows now().
export function listen(index, now, changed) {
  part("view").addEventListener("change", (event) => changed(inView(index, now(), event.target.value)));
  for (const kind of KINDS) {
    for (const [at, id] of [kind, `${kind}-2`].entries()) {
      part(id)?.addEventListener("change", (event) => changed(picked(index, now(), kind, at, event.target.value)));
    }
  }
  document.querySelector(".compare-pick").addEventListener("submit", (event) => event.preventDefault());
  for (const fold of document.querySelectorAll("[data-many]")) {
    const kind = fold.dataset.many;
    fold.addEventListener("change", () => {
      const list = ticked(fold);
      changed(withMany(now(), kind, list, list.length === 0));
    });
    fold.addEventListener("click", (event) => {
      const set = event.target.dataset.set;
      if (set !== undefined) changed(withMany(now(), kind, set === "all" ? known(index, kind) : [], set === "none"));
    });
  }
  document.querySelector(".compare-pick").addEventListener("change", ({ target }) => {
    const { dimension } = target.dataset;
    if (dimension) changed({ ...now(), only: { ...now().only, [dimension]: target.value }, sort: "" });
  });
  // The columns become others, so what was sorted by one is not any more.
  part("flip").addEventListener("click", () => changed({ ...now(), flip: !now().flip, sort: "" }));
  part("diff").addEventListener("click", () => changed({ ...now(), diff: !now().diff }));
}

const ticked = (fold) => [...fold.querySelectorAll("input:checked")].map((box) => box.value);

// One of two that is set to what the other is changes places with it.
function picked(index, state, kind, at, value) {
  const list = [...chosen(index, state, kind)];
  const other = list.indexOf(value);
  if (other >= 0) list[other] = list[at];
  list[at] = value;
  return { ...state, [kind]: list, sort: "" };
}

// Sets the form to a state.
export function show(index, state, pair) {
  part("view").value = state.view;
  for (const kind of KINDS) {
    const many = takesMany(state.view, kind);
    const list = chosen(index, state, kind);
    [kind, `${kind}-2`].forEach((id, at) => {
      const select = part(id);
      if (!select) return;
      const asked = !many && at < VIEWS[state.view][kind];
      select.parentElement.hidden = !asked;
      if (asked) select.value = list[at];
    });
    showMany(index, state, kind, many, list);
  }
  part("flip").parentElement.hidden = pair;
  for (const name of ["flip", "diff"]) {
    part(name).setAttribute("aria-pressed", String(state[name]));
  }
}

function showMany(index, state, kind, many, list) {
  const fold = document.querySelector(`[data-many=${kind}]`);
  fold.hidden = !many;
  if (!many) return;
  const every = known(index, kind).length;
  const cleared = state.cleared.includes(kind);
  const plain = list.join() === usual(index, state.view, kind).join() && list.length < every;
  const count = list.length === every ? `全部 ${every} 个` : `${plain ? "主要的 " : ""}${list.length} 个，共 ${every} 个`;
  fold.querySelector("summary").textContent = `选${NAMES[kind]}（${cleared ? `还没有选，比的是${count}` : count}）`;
  for (const box of fold.querySelectorAll("input")) box.checked = !cleared && list.includes(box.value);
}

// What is shown where nothing is ticked.
export const clearedWords = (index, { view, cleared }) =>
  cleared.map((kind) => {
    const { length } = usual(index, view, kind);
    return `还没有选${NAMES[kind]}，比的是${length < known(index, kind).length ? "主要的" : "全部"} ${length} 个。`;
  }).join("");

// One choice for each dimension that has several values in the chosen items.
export function showDimensions(index, state, found) {
  const focused = document.activeElement?.dataset?.dimension;
  const names = several(index, found);
  const few = names.length <= MOST_DIMENSIONS;
  const fields = (kept) => names.filter(kept).map((name) => dimensionField(index, state, name, found.get(name)));
  part("only").replaceChildren(...fields((name) => few || name in index.usual));
  const lesser = fields((name) => !few && !(name in index.usual));
  part("more").hidden = lesser.length === 0;
  part("more").querySelector("summary").textContent = `其他条件（${lesser.length} 种）`;
  part("more").querySelector("div").replaceChildren(...lesser);
  document.querySelector(`[data-dimension="${focused}"]`)?.focus();
}

function dimensionField(index, state, name, occurring) {
  const { name: title, values } = index.dimensions[name];
  const listed = [...Object.keys(values).filter((value) => occurring.has(value)), ...[...occurring].filter((value) => !(value in values))];
  const options = listed.map((value) => el("option", { value }, values[value] ?? value));
  const select = el("select", { id: `compare-only-${name}`, "data-dimension": name }, el("option", { value: "all" }, "全部"), options);
  const wanted = keptTo(index, state, name);
  select.value = occurring.has(wanted) ? wanted : "all";
  return el("div", { class: "field" }, el("label", { for: select.id }, title), select);
}
