// Small comforts for every page. All pages work without this file.

const root = document.documentElement;

function remember(name, value) {
  try {
    localStorage.setItem(`urrbmi.${name}`, value);
  } catch {
    // Storage may be refused (private windows): the choice then holds for this page only.
  }
}

// The two switches: colours and size of type. Both stand in the header twice, once for each width of window.
const dark = matchMedia("(prefers-color-scheme: dark)");
const switches = {
  theme: {
    on: () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches),
    values: ["light", "dark"],
  },
  type: {
    on: () => root.dataset.type === "large",
    values: ["normal", "large"],
  },
};

function showSwitches() {
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.setAttribute("aria-pressed", String(switches[button.dataset.switch].on()));
  }
}

for (const group of document.querySelectorAll(".switches")) group.hidden = false;
for (const button of document.querySelectorAll("[data-switch]")) {
  button.addEventListener("click", () => {
    const name = button.dataset.switch;
    const value = switches[name].values[switches[name].on() ? 0 : 1];
    root.dataset[name] = value;
    remember(name, value);
    showSwitches();
  });
}
dark.addEventListener?.("change", showSwitches);
showSwitches();

// The menus of the header close as people expect: Escape, or a click or the focus elsewhere.
const menus = [...document.querySelectorAll(".site-header details")];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus.filter((each) => each.open)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
}

// A wide table opens at this year's column, not at 2017: what holds today is what most people come for.
const year = String(new Date().getFullYear());
for (const table of document.querySelectorAll(".table-scroll > .figures")) {
  // The page marks the year it was built in; the visitor's own wins.
  const built = table.querySelector("thead th.is-now");
  const now = table.querySelector(`thead th[data-year="${year}"]`) ?? built;
  if (!now) continue;
  built?.classList.remove("is-now");
  built?.removeAttribute("aria-current");
  now.classList.add("is-now");
  now.setAttribute("aria-current", "date");
  const box = table.parentElement;
  const target = box.querySelector("td:target");
  const wanted = target ? now.parentElement.cells[target.cellIndex] : now;
  // As far as needed, and so that a whole column stands beside the names.
  const [names, ...columns] = now.parentElement.cells;
  const edge = table.getBoundingClientRect().left;
  const room = names.getBoundingClientRect().width;
  const scrolled = (cell) => Math.ceil(cell.getBoundingClientRect().left - edge - room);
  const fits = (cell) => wanted.getBoundingClientRect().right - edge - scrolled(cell) <= box.clientWidth;
  const first = columns.find(fits) ?? wanted;
  if (first !== columns[0]) box.scrollLeft = scrolled(first);
}

// The city that was chosen last, on this device only: marked wherever cities are offered.
let mine = null;
try {
  mine = localStorage.getItem("urrbmi.city");
} catch {
  // As above.
}
for (const link of document.querySelectorAll(".cities a[data-city]")) {
  if (link.dataset.city === mine) link.classList.add("is-mine");
  link.addEventListener("click", () => remember("city", link.dataset.city));
}

// The part that the address names after its #, if there is one.
function goal() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

// A link into a folded part opens it.
function unfold() {
  const target = goal();
  for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", unfold);
if (goal()?.closest("details")) unfold();

// On paper nothing can be unfolded, and a page without an address of its own says where it was printed from.
function folds() {
  return [...document.querySelectorAll("main details")].filter((fold) => fold.querySelector(".notes, .facts"));
}
addEventListener("beforeprint", () => {
  for (const fold of folds().filter((each) => !each.open)) {
    fold.open = true;
    fold.dataset.folded = "";
  }
  const address = document.querySelector("[data-printed-from]");
  if (address && !address.textContent) address.textContent = location.href.replace(/#.*/, "");
});
addEventListener("afterprint", () => {
  for (const fold of folds().filter((each) => "folded" in each.dataset)) {
    fold.open = false;
    delete fold.dataset.folded;
  }
});
