// Of several provinces each has an index of its own: which are searched besides what all share.

import { el } from "./element.js";

const EVERY = "all";
const part = document.querySelector("#search-where");
export const choice = part.querySelector("select");
let all = []; // {code, name} of each, none where there is one province

// Lets the visitor choose, once the provinces are known.
export function offer(provinces) {
  if (provinces.length < 2) return;
  all = provinces;
  const options = [...all.map(({ code, name }) => [code, name]), [EVERY, "所有省（慢一些）"]];
  choice.append(...options.map(([value, name]) => el("option", { value }, name)));
  restore();
  part.hidden = false;
}

// The choice that the address says, or else the province of the city that was chosen last.
export function restore() {
  choice.value = new URLSearchParams(location.search).get("where") ?? remembered() ?? "";
  if (choice.selectedIndex < 0) choice.value = "";
}

// Known on this device only.
function remembered() {
  try {
    const city = localStorage.getItem("urrbmi.city") ?? "";
    return all.find(({ code }) => code.slice(0, 2) === city.slice(0, 2))?.code;
  } catch {
    return null; // the browser keeps nothing
  }
}

// The choice as the address has it.
export function chosen() {
  return all.length ? { where: choice.value } : {};
}

// The codes of the provinces whose own pages are searched: that which the question names, or the chosen ones.
export function searched(named) {
  const wanted = named || choice.value;
  return all.map(({ code }) => code).filter((code) => wanted === EVERY || wanted === code);
}

// Which pages were not searched, in words.
export function limits(named) {
  const codes = searched(named);
  if (codes.length === all.length) return "";
  const names = all.filter(({ code }) => codes.includes(code)).map(({ name }) => name);
  return names.length ? `各市的页和文件只找了${names}的` : "各市的页和文件没有找，先选一个省";
}
