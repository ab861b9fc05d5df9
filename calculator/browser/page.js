// The calculator page: ties the form, the engine and the result together. Everything typed stays in this page.

import "./able.js";
import { answerTo } from "./answer.js";
import { Questions } from "./ask.js";
import { el } from "./element.js";
import { Engine } from "./engine.js";
import { fill, showErrors } from "./fields.js";
import { asking, read } from "./form.js";
import { YearList } from "./list.js";
import { keeping, keepReady } from "./offline.js";
import { showAsked } from "./parts.js";
import { city } from "./prefill.js";
import { showProgress } from "./progress.js";
import { Provinces } from "./provinces.js";
import { QUESTIONS } from "./python.js";
import { complete, early, take } from "./quick.js";
import { fillFromLink, restore } from "./restore.js";
import { show } from "./result.js";
import { parse } from "./share.js";
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
  province,
  item: (id) => config.items[id] && { label: config.items[id].name, address: inSite(config.items[id].url) },
  word: (dimension, value) => config.dimensions[dimension]?.[value]?.short ?? value,
  label: (value) => Object.values(config.dimensions).find((names) => names[value])?.[value].short ?? value,
};

const CITY = "urrbmi.city"; // the chosen city, remembered on this device for all pages
const start = [...result.childNodes]; // what stands in place of an answer before there is one

let waiting = false; // somebody asked and has no answer yet
let answered = false; // an answer stands on the page, so changes renew it
let turns = 0; // how often somebody asked
let address = ""; // what stood after the address's # when the form was filled in from it
let released = Promise.resolve(); // when no button is held down
let decided = {}; // what the rules ask: {key, promise, asked}, the claims it holds for, a promise, and its outcome

const runtime = new URL(`../../${config.manifest.runtime}/`, import.meta.url);
const engine = new Engine(runtime, config.manifest, keeping(), (state) => {
  if (state.stage === "failed") forget();
  if (state.stage === "ready") adapt();
  else if (waiting) showProgress(result, state, site, retry);
});

const core = {
  ...Object.fromEntries(QUESTIONS.map((name) => [name, (input) => engine.put(name, input)])),
  lookup: (place, date, item) => engine.lookup(place, date, item),
};

const details = new Provinces(runtime, config.manifest.details, keeping());
const known = new Map(); // what the page has to know of a province, once a city of it is chosen: code -> promise
const questions = new Questions(core, config.dimensions);
const cities = [...form.elements.place].map(({ value, dataset }) => ({ name: value, code: dataset.code }));
const list = new YearList(form, () => decided.asked?.claims[decided.asked.hand] ?? null, renew);

window.urrbmi = {
  get ready() {
    return engine.ready;
  },
  ...core,
};

// The province of a city, {code, name, cities}, where provinces come apart; else null.
function province(place) {
  const code = [...form.elements.place].find(({ value }) => value === place)?.dataset.province;
  if (!code) return null;
  const own = [...form.elements.place].filter(({ dataset }) => dataset.province === code);
  const { text: name } = form.querySelector(`#calc-province [value="${code}"]`);
  return { code, name, cities: own.map(({ value }) => value) };
}

// Brings what comes with the province of a city: its rules, the table of the quick estimate, the addresses of its documents.
function meet(place) {
  const { code } = province(place) ?? {};
  if (!code) return null;
  engine.bring(code);
  if (!known.has(code)) known.set(code, learn(code));
  return known.get(code);
}

// What does not come is done without, and asked for again: an answer needs none of it.
async function learn(code) {
  try {
    const { documents, estimate } = JSON.parse(await details.bring(code));
    Object.assign(config.documents, documents);
    take(estimate);
  } catch {
    known.delete(code);
    return;
  }
  if (engine.state?.stage === "ready") return;
  foresee(asking(form, today()).claims);
  if (waiting) showProgress(result, engine.state, site, retry);
  else renew();
}

function retry() {
  if (engine.state.reason === "moved") return reopen();
  waiting = true;
  engine.start();
  calculate();
}

// The page of the release that has come in the meantime, with what was filled in (if it is a whole case).
function reopen() {
  const said = read(form);
  if (Object.keys(said.errors).length === 0) remain(said.case);
  location.reload();
}

// Answers what the form says. `moved`: the visitor pressed the button, so take them to the answer, or to the first error.
async function calculate(moved = false) {
  const turn = ++turns;
  if (!accepted(read(form), moved)) return;
  waiting = true;
  if (engine.state && engine.state.stage !== "ready") {
    showProgress(result, engine.state, site, retry);
    if (moved) goTo();
    moved &&= !document.getElementById("calc-answer"); // a quick estimate is there: its reader is left in peace
  }
  const asked = await adapt();
  if (over(turn)) return;
  // Only now it is certain which questions had to be answered.
  const said = read(form, asked);
  if (!accepted(said, moved)) return;
  const answer = await answerTo(core, said, asked, config.years[1]);
  await meet(said.case.place);
  if (over(turn)) return;
  waiting = false;
  answered = true;
  const reading = result.contains(document.activeElement);
  remain(said.case);
  show(result, answer, site, core);
  if (said.left) result.prepend(el("p", { class: "note warn", role: "status" }, said.left));
  if (moved) goTo();
  else if (reading) focusAnswer();
}

// Whether nobody waits for an answer any more: something else was asked, or a link was followed that is about to be filled in.
// Kept with the link's entry of the history, the answer would take the link's place.
const over = (turn) => turn !== turns || engine.failed || location.hash !== address;

function goTo() {
  result.scrollIntoView({ block: "start" });
  focusAnswer();
}

// Keeps what was answered with this entry of the browser's history, not in its address: so it is here again after a reload,
// or on the way back from a document that was looked up.
const remain = (given) => history.replaceState(given && { case: given }, "");

const focusAnswer = () => document.getElementById("calc-answer")?.focus({ preventScroll: true });

// Shows what is wrong beside its fields; tells whether nothing is that an answer has to wait for.
function accepted(said, moved) {
  const wrong = showErrors(form, moved ? { ...said.errors, ...said.lacking } : said.errors);
  if (!Object.keys(said.errors).length) return true;
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

// Decides which questions the rules in force ask for the claims, and what of the costs they leave open, and shows them.
function adapt() {
  const { claims, hand } = asking(form, today());
  const key = JSON.stringify([claims, hand]);
  if (claims[hand].place && key !== decided.key) decided = { key, promise: ask(claims, hand, key) };
  return decided.promise;
}

async function ask(claims, hand, key) {
  if (engine.state?.stage !== "ready") foresee(claims);
  const asked = await questions.forAll(claims, hand);
  if (key !== decided.key) return asked;
  decided.asked = asked;
  showAsked(form, asked);
  return asked;
}

// Shows the questions before the rules core can be asked, as far as the table of the quick estimate knows them.
function foresee(claims) {
  const asked = early(claims);
  if (asked) showAsked(form, asked);
}

function forget() {
  decided = {};
  questions.forget();
}

// Fills in what was answered here before, or what the address says after its #: a whole case, or readable keys. Tells whether it
// was a case: that is answered at once, for it is the link to an answer.
function fillIn() {
  address = location.hash;
  const fragment = address.slice(1);
  const given = history.state?.case ?? parse(fragment)?.case;
  const right = given ? restore(form, list, given, cities) : fillFromLink(form, fragment, cities);
  document.getElementById("calc-link").hidden = right;
  list.show();
  meet(form.elements.place.value);
  return Boolean(given) && right;
}

function prepare() {
  // First: it works in its own thread, and whoever has filled in the form should not wait for it.
  engine.start();
  const mine = city(remembered(), cities);
  if (mine && !form.elements.place.value) fill(form, mine);
  list.begin(form.elements.date.value || today());
  const begin = () => (fillIn() ? calculate() : renew());
  begin();
  addEventListener("hashchange", begin);
  // Only now: without this script the browser would send the form to the server.
  form.querySelector('[type="submit"]').disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    calculate(true);
  });
  form.addEventListener("change", async ({ target }) => {
    list.unfold();
    if (target.name === "place") {
      remember(target.dataset.code);
      meet(target.value);
      if (engine.state?.reason === "rules") engine.start(); // those of this city may come, or be here
    }
    const before = turns;
    await released;
    if (turns === before) renew(); // else the button that was pressed has asked already
  });
  addEventListener("mousedown", hold, true);
}

// Pressing a button takes the focus from the field that was typed in, and so ends a change. What it moves has to wait until the
// button is let go: else the button is away from under the finger, and nothing was pressed.
function hold({ target }) {
  if (!target.closest?.("button, summary, a")) return;
  released = new Promise((resolve) => addEventListener("mouseup", () => setTimeout(resolve), { once: true, capture: true }));
}

// After a change: the questions that go with it, and a new answer where one stands or is awaited.
// A complete stay is answered unasked as long as that needs no more than the quick estimate.
function renew() {
  const { state, failed, worker } = engine;
  const unasked = state?.stage !== "ready" && complete(form);
  if (failed) {
    foresee(asking(form, today()).claims);
    waiting ||= unasked;
    if (waiting) showProgress(result, state, site, retry);
    return;
  }
  if (!worker && !unasked) return;
  adapt();
  if (!answered && !waiting && !unasked) return;
  if (!list.isEmpty()) return void calculate();
  turns += 1; // an answer that is still on its way is to nothing that stands here
  answered = waiting = false;
  remain(null);
  showErrors(form, {});
  result.replaceChildren(...start);
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
