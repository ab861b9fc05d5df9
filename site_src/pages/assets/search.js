// The search page. The index is Pagefind's, made after the build and read in small pieces, all from this site.

const field = document.querySelector("#q");
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const more = document.querySelector("#search-more");
const tips = document.querySelector("#search-tips");

const PER_TURN = 10;
const CHECKED = 30; // so many pages are read to see whether they hold the words as asked
const LONG = /\p{Script=Han}{3,}/gu;
// The index puts a space between the words of a Chinese sentence.
// (Without lookbehind, which a phone of 2022 does not know.)
const BETWEEN = /([\p{Script=Han}，。、：；“”（）〔〕])\s+(?=[\p{Script=Han}，。、：；“”（）〔〕])/gu;
let pagefind = null;
let turn = 0; // an answer that comes after a newer question is dropped

async function index() {
  if (!pagefind) {
    pagefind = await import("../pagefind/pagefind.js");
    await pagefind.init();
  }
  return pagefind;
}

// 晋医保发(2024)19号 is what people type: the documents' own brackets are on no keyboard.
function tidy(text) {
  return text
    .normalize("NFKC")
    .replace(/[[(【](\d{4})[\])】]/g, "〔$1〕")
    .replace(/[“”"]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

// The index was cut into words at build time, a question is cut by the visitor's browser, and the two may disagree
// about a word (免赔额: one, two or three). So a question without an answer is asked again in pieces of two characters,
// and at last by its first two, when only pages count that do hold the words.
function* readings(query) {
  const pieces = (offset) => (run) =>
    [run.slice(0, offset), ...run.slice(offset).match(/.{1,2}/gu)].filter(Boolean).join(" ");
  yield [query, false];
  for (const offset of [0, 1]) yield [query.replace(LONG, pieces(offset)), false];
  yield [query.replace(LONG, (run) => run.slice(0, 2)), true];
}

async function find(query) {
  const engine = await index();
  for (const [reading, strict] of readings(query)) {
    const { results } = await engine.search(reading);
    if (!results.length) continue;
    // The engine joins the pieces of a word anywhere on a page; pages that hold the words as asked come first.
    const head = await Promise.all(results.slice(0, CHECKED).map((result) => result.data()));
    const ranks = head.map((page) => ({ data: async () => page, rank: rank(page, query) }));
    const kept = ranks.filter((entry) => !strict || entry.rank > 0).sort((one, other) => other.rank - one.rank);
    if (kept.length) return strict ? kept : [...kept, ...results.slice(CHECKED)];
  }
  return [];
}

function rank(page, query) {
  const words = query.split(" ").map(plain);
  const all = (text) => words.every((word) => plain(text).includes(word));
  if (all(page.meta.title)) return 2;
  return all(`${page.meta.title} ${page.meta.words ?? ""} ${page.content}`) ? 1 : 0;
}

// Without spaces, which stand between a figure and its unit here and not there, and without the engine's own marks.
function plain(text) {
  return text.replace(/[\s\u200b]+/g, "").toLowerCase();
}

async function search(typed) {
  const mine = ++turn;
  const query = tidy(typed);
  list.replaceChildren();
  more.hidden = true;
  tips.hidden = Boolean(query);
  document.title = document.title.replace(/^[^·]*·/, query ? `${query}（搜索） ·` : "搜索 ·");
  status.textContent = query ? "正在找……" : "";
  if (!query) return;
  let results;
  try {
    results = await find(query);
  } catch (problem) {
    console.warn(problem);
    status.textContent = "搜索没有打开，可能是网络断了。请刷新再试，或者从上面的栏目找起。";
    return;
  }
  if (mine !== turn) return;
  tips.hidden = results.length > 0;
  status.textContent = results.length
    ? `找到 ${results.length} 页，关于“${query}”`
    : `没有找到“${query}”。换个说法试试，或者少用几个字。`;
  await show(results, query, 0, mine);
}

async function show(results, query, from, mine) {
  const pages = await Promise.all(results.slice(from, from + PER_TURN).map((result) => result.data()));
  if (mine !== turn) return;
  const items = pages.map((page) => entry(page, query));
  list.append(...items);
  if (from > 0) items[0]?.querySelector("a").focus();
  more.hidden = from + PER_TURN >= results.length;
  more.onclick = () => show(results, query, from + PER_TURN, mine);
}

function entry(page, query) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const words = document.createElement("p");
  words.append(...excerpt(page, query));
  item.append(link, words);
  return item;
}

// Our own excerpt: the engine marks the pieces it searched for, a reader looks for the words that were typed.
function excerpt(page, query) {
  const whole = page.content.replace(/\u200b/g, "").replace(BETWEEN, "$1").replace(/\s+/g, " ");
  const title = page.meta.title;
  const text = whole.startsWith(title) ? whole.slice(title.length).replace(/^[.\s]+/, "") : whole;
  const words = query.split(" ").map((word) => RegExp.escape?.(word) ?? word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const loose = words.map((word) => word.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ?"));
  const pattern = new RegExp(`(${loose.join("|")})`, "giu");
  const at = Math.max(0, text.search(pattern));
  const from = at < 40 ? 0 : at - 20;
  const cut = text.slice(from, from + 90);
  const parts = cut.split(pattern).map((part, number) => {
    if (number % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
  return [from ? "……" : "", ...parts, from + 90 < text.length ? "……" : ""];
}

// The question stands in the address, so that it can be shared and the back button returns to it.
function fromAddress() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  field.value = query;
  search(query);
}

document.querySelector("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.search = field.value.trim() ? `?${new URLSearchParams({ q: field.value.trim() })}` : "";
  if (address.href !== location.href) history.pushState(null, "", address);
  search(field.value);
});
addEventListener("popstate", fromAddress);
fromAddress();
if (!field.value) field.focus({ preventScroll: true });
