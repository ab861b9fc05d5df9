// The calculator page: ties the form, the engine and the result together. Everything typed stays in this page.

import { questions } from "./ask.js";
import { Engine } from "./engine.js";
import { facility, location as where, read, showErrors } from "./form.js";
import { show, showProgress } from "./result.js";
import { decimal, today } from "./words.js";

const config = JSON.parse(document.getElementById("calc-config").textContent);
const form = document.getElementById("calc-form");
const result = document.getElementById("calc-result");
const inSite = (address) => new URL(config.root + address, document.baseURI).href;

const site = {
  words: config.dimensions,
  items: inSite("items/"),
  coverage: config.coverage && inSite(config.coverage),
  document: (number, provision) => config.documents[number] && `${inSite(config.documents[number])}#${provision}`,
  reading: (id) => config.readings[id] && inSite(config.readings[id]),
  item: (id) => config.items[id] && { label: config.items[id].name, address: inSite(config.items[id].url) },
  label: (value) => Object.values(config.dimensions).find((names) => names[value])?.[value].short ?? value,
};

const CITY = "urrbmi.city"; // the chosen city, remembered on this device for all pages

let waiting = false; // somebody asked and has no answer yet
let answered = false; // an answer stands on the page, so changes renew it

const runtime = new URL(`../../${config.manifest.runtime}/`, import.meta.url);
const engine = new Engine(runtime, config.manifest.files, (state) => {
  if (state.stage === "ready") adapt();
  else if (waiting) showProgress(result, state, site, retry);
});

window.urrbmi = {
  get ready() {
    return engine.ready;
  },
  settle: (input) => engine.settle(input),
  lookup: (place, date, item) => engine.lookup(place, date, item),
};

function retry() {
  waiting = true;
  engine.start();
  calculate();
}

// Answers what the form says. `moved`: the visitor pressed the button, so take them to the answer, or to the first error.
async function calculate(moved = false) {
  const said = read(form);
  const wrong = showErrors(form, said.errors);
  if (wrong) {
    // An answer to something else than what the form says now must not stay.
    if (answered) result.replaceChildren("请先改好标出的地方。");
    if (moved) {
      const folded = wrong.closest("details");
      if (folded) folded.open = true;
      wrong.focus();
    }
    return;
  }
  const turn = (calculate.turn = (calculate.turn ?? 0) + 1);
  waiting = true;
  if (engine.state && engine.state.stage !== "ready") showProgress(result, engine.state, site, retry);
  if (moved) result.scrollIntoView({ block: "start" });
  const answer = await answerTo(said);
  if (turn !== calculate.turn || engine.failed) return;
  waiting = false;
  answered = true;
  show(result, answer, site);
  if (moved) document.getElementById("calc-answer")?.focus({ preventScroll: true });
}

// The statement, and what helps to understand it: the same bill with parts out of scope, or the same stay under known rules.
async function answerTo(said) {
  const statement = await engine.settle(said.case);
  const ifNot = [];
  let elsewhen = null;
  if (statement.status === "ok" && !said.kinds) {
    for (const share of [10, 30]) ifNot.push({ share, statement: await engine.settle(withUncovered(said, share)) });
  }
  if (statement.status === "unknown") elsewhen = await knownLater(said.case);
  return { statement, read: said, ifNot, elsewhen };
}

function withUncovered({ case: whole, total }, share) {
  const uncovered = Math.round((total * share) / 100);
  const costs = { class_a: decimal(total - uncovered), uncovered: decimal(uncovered) };
  return { ...whole, claims: [{ ...whole.claims[0], costs }] };
}

// The first later New Year's Day on which the same stay can be settled.
async function knownLater(whole) {
  const [stay] = whole.claims;
  for (let year = Number(stay.date.slice(0, 4)) + 1; year <= config.years[1]; year++) {
    const date = `${year}-01-01`;
    const statement = await engine.settle({ ...whole, claims: [{ ...stay, date }] });
    if (statement.status === "ok") return { date, statement };
  }
  return null;
}

// Shows the questions that the rules in force ask for this stay, and what of the costs they leave open.
async function adapt() {
  const stay = { place: form.elements.place.value, date: form.elements.date.value };
  stay.facility = facility(form) || "class_1";
  stay.location = where(form) || "local";
  if (!stay.place || !stay.date) return;
  const turn = (adapt.turn = (adapt.turn ?? 0) + 1);
  const asked = await questions((one) => engine.settle(one), stay, config.dimensions);
  if (turn !== adapt.turn) return;
  for (const name of ["age", "group", "referral"]) {
    for (const part of form.querySelectorAll(`[data-asked="${name}"]`)) part.hidden = !asked[name];
  }
  for (const field of form.querySelectorAll("[data-kind]")) {
    const settles = asked.kinds[field.dataset.kind] ?? true;
    const row = field.closest(".field");
    row.querySelector("[data-open]").hidden = settles;
    // A rare kind that the rules do not know is left out, unless something stands in it.
    if ("rare" in row.dataset) row.hidden = !(asked.kinds[field.dataset.kind] ?? false) && !field.value;
  }
}

// Parts of the form that go with one answer: the level with the second class, the way with "out of the province".
function unfold() {
  for (const part of form.querySelectorAll("[data-with]")) {
    const [name, wanted] = part.dataset.with.split("=");
    part.hidden = form.elements[name].value !== wanted;
  }
}

function prepare() {
  form.elements.date.value ||= today();
  const chosen = new URLSearchParams(location.hash.slice(1)).get("place") ?? remembered();
  for (const field of form.querySelectorAll('[name="place"]')) field.checked ||= [field.value, field.dataset.code].includes(chosen);
  unfold();
  // Only now: without this script the browser would send the form to the server.
  form.querySelector('[type="submit"]').disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    calculate(true);
  });
  form.addEventListener("change", ({ target }) => {
    unfold();
    if (target.name === "place") remember(target.dataset.code);
    if (!engine.failed && engine.worker) adapt();
    if ((answered || waiting) && !engine.failed) calculate();
  });
  // The first touch of the form starts the download; whoever only reads the page gets it when the browser has time.
  form.addEventListener("focusin", () => engine.failed || engine.start(), { once: true });
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 300));
  const start = () => idle(() => engine.failed || engine.start(), { timeout: 1500 });
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start, { once: true });
}

// The city is remembered on this device only; a browser that keeps nothing is fine too.
function remembered() {
  try {
    return localStorage.getItem(CITY);
  } catch {
    return null;
  }
}

function remember(code) {
  try {
    localStorage.setItem(CITY, code);
  } catch {
    // Private browsing: there is nothing to remember with.
  }
}

prepare();
