// The calculator page: ties the form, the engine and the result together. Everything typed stays in this page.

import { answerTo } from "./answer.js";
import { questions } from "./ask.js";
import { Engine } from "./engine.js";
import { facility, location as where, read, showErrors } from "./form.js";
import { keeping, keepReady } from "./offline.js";
import { choose, prefill } from "./prefill.js";
import { showProgress } from "./progress.js";
import { QUESTIONS } from "./python.js";
import { show } from "./result.js";
import { spreadsheets } from "./spreadsheet.js";
import { today } from "./words.js";

const config = JSON.parse(document.getElementById("calc-config").textContent);
const form = document.getElementById("calc-form");
const result = document.getElementById("calc-result");
const inSite = (address) => new URL(config.root + address, document.baseURI).href;

const site = {
  words: config.dimensions,
  states: config.states,
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
let turns = 0; // how often somebody asked
let decided = {}; // what the rules ask: {key, asked}, the stay it holds for and a promise

const runtime = new URL(`../../${config.manifest.runtime}/`, import.meta.url);
const engine = new Engine(runtime, config.manifest.files, keeping(), (state) => {
  if (state.stage === "failed") decided = {};
  if (state.stage === "ready") adapt();
  else if (waiting) showProgress(result, state, site, retry);
});

const core = {
  ...Object.fromEntries(QUESTIONS.map((name) => [name, (input) => engine.put(name, input)])),
  lookup: (place, date, item) => engine.lookup(place, date, item),
};

window.urrbmi = {
  get ready() {
    return engine.ready;
  },
  ...core,
};

function retry() {
  waiting = true;
  engine.start();
  calculate();
}

// Answers what the form says. `moved`: the visitor pressed the button, so take them to the answer, or to the first error.
async function calculate(moved = false) {
  const turn = ++turns;
  if (!accepted(read(form), moved)) return;
  waiting = true;
  if (engine.state && engine.state.stage !== "ready") {
    showProgress(result, engine.state, site, retry);
    if (moved) result.scrollIntoView({ block: "start" });
  }
  const asked = await adapt();
  if (turn !== turns || engine.failed) return;
  // Only now it is certain which questions had to be answered.
  const said = read(form, asked);
  if (!accepted(said, moved)) return;
  const answer = await answerTo(core, said, asked, config.years[1]);
  if (turn !== turns || engine.failed) return;
  waiting = false;
  answered = true;
  show(result, answer, site);
  if (!moved) return;
  result.scrollIntoView({ block: "start" });
  document.getElementById("calc-answer")?.focus({ preventScroll: true });
}

// Shows what is wrong beside its fields; tells whether nothing is.
function accepted(said, moved) {
  const wrong = showErrors(form, said.errors);
  if (!wrong) return true;
  // An answer to something else than what the form says now must not stay, nor the word that one is coming.
  if (answered || waiting) result.replaceChildren("请先改好标出的地方。");
  waiting = false;
  if (moved) {
    const folded = wrong.closest("details");
    if (folded) folded.open = true;
    wrong.focus();
  }
  return false;
}

// Decides which questions the rules in force ask for this stay, and what of the costs they leave open, and shows them.
function adapt() {
  const stay = { place: form.elements.place.value, date: form.elements.date.value };
  stay.facility = facility(form) || "class_1";
  stay.location = where(form) || "local";
  const key = JSON.stringify(stay);
  if (stay.place && stay.date && key !== decided.key) decided = { key, asked: ask(stay, key) };
  return decided.asked;
}

async function ask(stay, key) {
  const asked = await questions(core, stay, config.dimensions);
  if (key !== decided.key) return asked;
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
  return asked;
}

// Parts of the form that go with one answer: the level with the second class, the way with "out of the province".
function unfold() {
  for (const part of form.querySelectorAll("[data-with]")) {
    const [name, wanted] = part.dataset.with.split("=");
    part.hidden = form.elements[name].value !== wanted;
  }
}

function fillIn() {
  prefill(form, location.hash.slice(1));
  unfold();
}

function prepare() {
  form.elements.date.value ||= today();
  if (!form.elements.place.value) choose(form, "place", remembered());
  fillIn();
  addEventListener("hashchange", () => {
    fillIn();
    renew();
  });
  // Only now: without this script the browser would send the form to the server.
  form.querySelector('[type="submit"]').disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    calculate(true);
  });
  form.addEventListener("change", ({ target }) => {
    unfold();
    if (target.name === "place") remember(target.dataset.code);
    renew();
  });
  // At once: it works in its own thread, and whoever has filled in the form should not wait for it.
  engine.start();
}

// After a change: the questions that go with it, and a new answer where one stands or is awaited.
function renew() {
  if (engine.failed || !engine.worker) return;
  adapt();
  if (answered || waiting) calculate();
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
spreadsheets(document.getElementById("calc-sheet"), engine);
keepReady(engine, document.getElementById("calc-offline"));
