// The full text. The indexes are Pagefind's, made after the build and read in small pieces, all from this site: one of the
// pages that all provinces share and, of several provinces, one of each.

import { el } from "./element.js";

const CHECKED = 30; // so many pages are read to see whether they hold the words as asked
// Besides these the standard cases: they are short, and the engine puts whatever is long and repeats a word before them.
const LONG = /\p{Script=Han}{3,}/gu;
// The index puts a space between the words of a Chinese sentence.
// (Without lookbehind, which a phone of 2022 does not know.)
const BETWEEN = /([\p{Script=Han}，。、：；“”（）〔〕])\s+(?=[\p{Script=Han}，。、：；“”（）〔〕])/gu;
const KINDS = {
  items: "项目",
  cities: "市",
  documents: "文件",
  cases: "标准案例",
  changes: "变化",
  glossary: "名词解释",
  calculator: "计算器",
  coverage: "收录情况",
  methods: "说明",
  data: "数据",
  about: "说明",
};
// Pages that mention everything come after those that answer.
const WEIGHT = { items: 1, cities: 0.9, documents: 0.9, cases: 0.7, changes: 0.6, glossary: 0.6, calculator: 0.6 };
const RANKING = { pageLength: 0.4, metaWeights: { title: 10, words: 4 } };
const engines = new Map(); // the provinces that are searched besides (codes) -> promise of the engine

function engine(provinces) {
  const name = provinces.join();
  if (!engines.has(name)) {
    const opened = open(provinces);
    engines.set(name, opened);
    opened.catch(() => engines.delete(name)); // asked again with the next question
  }
  return engines.get(name);
}

async function open(provinces) {
  const { createInstance } = await import("../pagefind/pagefind.js");
  const opened = createInstance();
  await opened.init();
  await opened.options({ ranking: RANKING });
  const folders = provinces.map((code) => new URL(`../pagefind/${code}/`, import.meta.url).pathname);
  await Promise.all(folders.map((folder) => opened.mergeIndex(folder, { ranking: RANKING })));
  return opened;
}

// The index was cut into words at build time, a question is cut by the visitor's browser, and the two may disagree
// about a word (免赔额: one, two or three). So a question without an answer is asked again in pieces of two characters,
// and at last by its first two.
function readings(query) {
  const pieces = (offset) => (run) =>
    [run.slice(0, offset), ...run.slice(offset).match(/.{1,2}/gu)].filter(Boolean).join(" ");
  const all = [
    query,
    query.replace(LONG, pieces(0)),
    query.replace(LONG, pieces(1)),
    query.replace(LONG, (run) => run.slice(0, 2)),
  ];
  return [...new Set(all)];
}

// {pages, more}: the pages that hold all the words, the best first, and whether there may be more. The engine finds the
// pieces of a word anywhere on a page: only pages that hold the words as they were asked count. `home` is the folders of a city
// and its province (xinzhou, shanxi): other places' pages are left out. `provinces` (codes) are those whose own pages count.
export async function find(words, home, provinces) {
  const index = await engine(provinces);
  for (const reading of readings(words.join(" "))) {
    const { results } = await index.search(reading);
    const cases = await index.search(reading, { filters: { kind: "case" } });
    const read = new Map([...results.slice(0, CHECKED), ...cases.results].map((result) => [result.id, result]));
    const pages = await Promise.all([...read.values()].map((result) => result.data()));
    const found = pages
      .map((page) => ({ page, rank: rank(page, words, home) }))
      .filter((entry) => entry.rank > 0)
      .sort((one, other) => other.rank - one.rank);
    if (found.length) return { pages: found.map((entry) => entry.page), more: results.length > CHECKED };
  }
  return { pages: [], more: false };
}

// For each word: in the page's name 3, the more of the name it is the better; among its other names 2; in its text 1.
function rank(page, words, home) {
  const [folder, own, part] = steps(page);
  if (home.length && own && ["cities", "changes", "documents"].includes(folder) && /^[a-z]+/.test(own)) {
    if (!home.includes(own.split("-")[0])) return 0;
  }
  const [title, names, text] = [page.meta.title ?? "", page.meta.words ?? "", page.content].map(plain);
  const points = words.map(plain).map((word) => {
    if (title.includes(word)) return 3 + word.length / title.length;
    if (names.includes(word)) return 2;
    return text.includes(word) ? 1 : 0;
  });
  if (points.includes(0)) return 0;
  const sum = points.reduce((total, each) => total + each, 0);
  return sum * (WEIGHT[folder] ?? 0.4) * (own ? 1 : 0.7) * (part ? 0.8 : 1);
}

// items/inpatient-ratio/class-1/ in its steps, wherever the site stands.
function steps(page) {
  const top = new URL("../", import.meta.url).pathname;
  return new URL(page.url, location.href).pathname.replace(top, "").split("/").filter(Boolean);
}

export function kind(page) {
  return KINDS[steps(page)[0]] ?? "";
}

// Without spaces, which stand between a figure and its unit here and not there, and without the engine's own marks.
function plain(text) {
  return text.replace(/[\s\u200b]+/g, "").toLowerCase();
}

// Our own excerpt: the engine marks the pieces it searched for, a reader looks for the words that were typed.
export function excerpt(page, words) {
  const whole = page.content.replace(/\u200b/g, "").replace(BETWEEN, "$1").replace(/\s+/g, " ");
  const title = page.meta.title ?? "";
  const text = whole.startsWith(title) ? whole.slice(title.length).replace(/^[.\s]+/, "") : whole;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const loose = escaped.map((word) => word.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ?"));
  const pattern = new RegExp(`(${loose.join("|")})`, "giu");
  const at = Math.max(0, text.search(pattern));
  const from = at < 40 ? 0 : at - 20;
  const parts = text
    .slice(from, from + 90)
    .split(pattern)
    .map((part, number) => {
      if (number % 2 === 0) return part;
      return el("mark", {}, part);
    });
  return [from ? "……" : "", ...parts, from + 90 < text.length ? "……" : ""];
}
