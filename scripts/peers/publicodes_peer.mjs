// publicodes answers what peers.py asks on standard input; see peer.py for the questions.
// The rules are written as its documentation has them: one rule a notion, variations for what depends on a choice.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const { default: Engine, formatValue } = createRequire(`${process.cwd()}/`)("publicodes");
const parameters = JSON.parse(readFileSync("parameters.json", "utf8"));
const given = JSON.parse(readFileSync("stay.json", "utf8"));
const bytes = readFileSync("cases.bin");
const cases = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const PAID = ["basic fund", "critical illness"];

const options = { facility: Object.keys(parameters.ratio), location: Object.keys(parameters.reduction) };

function choice(name) {
  return { "une possibilité": options[name].map((one) => `'${one}'`), "par défaut": `'${options[name][0]}'` };
}

function depends(name, values, unit) {
  const [last, ...others] = Object.entries(values).reverse();
  const text = (value) => (unit === "%" ? `${Math.round(value * 1e4) / 1e2}%` : `${value} €`);
  const variations = others.map(([option, value]) => ({ si: `${name} = '${option}'`, alors: text(value) }));
  return { variations: [...variations, { sinon: text(last[1]) }] };
}

function rules({ critical_illness: terms, ...fund }) {
  return {
    facility: choice("facility"),
    location: choice("location"),
    "in scope": { "par défaut": "0 €" },
    deductible: depends("facility", fund.deductible),
    "ratio at home": depends("facility", fund.ratio, "%"),
    reduction: depends("location", fund.reduction, "%"),
    "above deductible": { valeur: "in scope - deductible", plancher: "0 €" },
    "basic fund": {
      valeur: "above deductible * (ratio at home - reduction)",
      arrondi: "2 décimales",
      plafond: `${fund.annual_fund_cap} €`,
    },
    pool: "in scope - basic fund - above deductible * reduction",
    "first step": { valeur: `(pool - ${terms.deductible} €) * ${terms.ratio}`, plancher: "0 €" },
    "second step": { valeur: `(pool - first step - ${terms.second_deductible} €) * ${terms.second_ratio}`, plancher: "0 €" },
    "critical illness": { valeur: "first step + second step", arrondi: "2 décimales", plafond: `${terms.cap} €` },
  };
}

const model = rules(parameters);
const engine = new Engine(model);

function settled(facility, location, yuan) {
  engine.setSituation({ facility: `'${facility}'`, location: `'${location}'`, "in scope": `${yuan} €` });
  return PAID.map((name) => engine.evaluate(name));
}

// What is evaluated is itself the record of how it came about: a tree.
const recorded = (at) => settled(given.facility, given.location, Math.round(given.yuan * 100 + at * 137) / 100);

// In words: a line for each rule, which is known by then, its value written by publicodes' own function.
function explained(at) {
  recorded(at);
  return Object.keys(model)
    .map((name) => `${name} = ${formatValue(engine.evaluate(name))}`)
    .join("\n");
}

const single = { recorded, explained };

function seconds(work) {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

function many(count) {
  const rows = cases.length / 5;
  const paid = new Int32Array(2 * count);
  const taken = seconds(() => {
    for (let row = 0; row < count; row++) {
      const [facility, location, fen] = [2, 3, 4].map((column) => cases[column * rows + row]);
      const [basic, critical] = settled(options.facility[facility], options.location[location], fen / 100);
      paid[row] = Math.round(basic.nodeValue * 100);
      paid[count + row] = Math.round(critical.nodeValue * 100);
    }
  });
  writeFileSync("Publicodes.paid", paid);
  return taken;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [what, count] = JSON.parse(line);
  const best = () => Math.min(...Array.from({ length: count }, (_, at) => seconds(() => single[what](at))));
  console.log(JSON.stringify(what === "many" ? many(count) : best()));
}
