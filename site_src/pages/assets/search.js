// The search page: what the question names at once (search-answers.js), then the pages whose text holds its words
// (search-text.js). The question stands in the address, so that it can be shared and the back button returns to it.

import { el } from "./element.js";
import { answers } from "./search-answers.js";
import { excerpt, find, kind } from "./search-text.js";
import { choice, chosen, limits, offer, restore, searched } from "./search-where.js";
import { corrected, vocabulary } from "./search-words.js";

const part = (name) => document.querySelector(`#search-${name}`);
const field = document.querySelector("#q");
const [status, direct, text, more, nothing, tips] = ["status", "direct", "text", "more", "nothing", "tips"].map(part);

const PER_TURN = 10;
const LONGEST = 60;
const TOP = new URL("../", import.meta.url);
let table = null;
let turn = 0; // an answer that comes after a newer question is dropped

// The table of answers; without it the full text is still searched.
function names() {
  table ??= read().catch((problem) => {
    console.warn(problem);
    table = null; // asked for again with the next question
    return null;
  });
  return table;
}

async function read() {
  const found = await (await fetch(new URL("search/answers.json", TOP))).json();
  offer(found.provinces);
  return { read: found, known: vocabulary(found) };
}

// 晋医保发(2024)19号 is what people type: the documents' own brackets are on no keyboard.
function tidy(text) {
  return text
    .normalize("NFKC")
    .replace(/[[(【<﹝](\d{4})[\])】>﹞]/g, "〔$1〕")
    .replace(/[“”"]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST);
}

// {links, pages, more, words, note}: both kinds of hits, and what has to be said about them.
async function ask(query) {
  const known = await names();
  const plain = { links: [], words: query.split(" "), province: "", home: [], complete: false, missing: "", partial: true };
  const named = known ? answers(query, known.read, known.known) : plain;
  if (named.missing) return { links: [], pages: [], words: [], missing: named.missing, note: `没有收录 ${named.missing}。` };
  const held = named.words.length ? await inText(named) : { pages: [] };
  if (named.complete || held.pages.length) return { ...named, links: named.complete ? named.links : [], ...held, note: "" };
  const meant = known && corrected(query, known.known);
  if (meant) {
    const again = answers(meant.query, known.read, known.known);
    const note = `没有找到“${meant.typed}”，下面是“${meant.meant}”。`;
    return { ...again, ...(await inText(again)), note };
  }
  const note = named.links.length ? `没有找到“${query}”，下面是其中认得的词。` : "";
  return { ...named, ...held, note };
}

const inText = ({ words, home, province }) => find(words, home, searched(province));

async function search(typed) {
  const mine = ++turn;
  const query = tidy(typed);
  for (const block of [direct, text]) {
    block.hidden = true;
    block.querySelector("ol").replaceChildren();
  }
  more.hidden = nothing.hidden = true;
  tips.hidden = Boolean(query);
  document.title = document.title.replace(/^[^·]*·/, query ? `${query}（搜索） ·` : "搜索 ·");
  status.textContent = query ? "正在找……" : "";
  if (!query) return;
  let found;
  try {
    found = await ask(query);
  } catch (problem) {
    console.warn(problem);
    status.textContent = "搜索没有打开，可能是网络断了。请刷新再试，或者从上面的栏目找起。";
    return;
  }
  if (mine !== turn) return;
  const named = new Set(found.links.map((link) => new URL(link.path, TOP).href.split("#")[0]));
  found.pages = found.pages.filter((page) => !named.has(new URL(page.url, location.href).href));
  const [links, pages] = [found.links.length, found.pages.length];
  nothing.hidden = links + pages > 0;
  const counted = links + pages ? count(links, pages, found.more, query) : `没有找到“${query}”。`;
  status.textContent = said(found.note || counted, found);
  direct.hidden = !links;
  direct.querySelector("ol").append(...found.links.map(answer));
  text.hidden = !pages;
  text.querySelector("h2").hidden = !links;
  show(found, 0);
}

function count(links, pages, more, query) {
  const many = `${pages} 页${more ? "以上" : ""}`;
  if (!links) return `找到 ${many}，关于“${query}”`;
  return pages ? `找到 ${links} 处，另有 ${many}提到“${query}”` : `找到 ${links} 处，关于“${query}”`;
}

// What was found, and what was not looked through. A 文号 is looked up among the documents of all provinces.
function said(words, { missing, partial, province }) {
  const unread = partial ? "有一个文件没有读到，可能找得不全，请刷新再试" : missing ? "" : limits(province);
  return unread ? `${words.replace(/。$/, "")}。${unread}。` : words;
}

function show(found, from) {
  const items = found.pages.slice(from, from + PER_TURN).map((page) => mention(page, found.words));
  text.querySelector("ol").append(...items);
  if (from > 0) items[0]?.querySelector("a").focus();
  more.hidden = from + PER_TURN >= found.pages.length;
  more.onclick = () => show(found, from + PER_TURN);
}

function answer({ kind, title, note, path }) {
  return entry(new URL(path, TOP).href, title, [kind, note].filter(Boolean).join(" · "));
}

function mention(page, words) {
  const sort = kind(page);
  return entry(page.url, page.meta.title, ...(sort ? [`${sort} · `] : []), ...excerpt(page, words));
}

function entry(address, title, ...about) {
  return el("li", {}, el("a", { href: address }, title), el("p", {}, about));
}

function fromAddress() {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  search(field.value);
}

function go() {
  const address = new URL(location.href);
  const query = field.value.trim();
  address.search = query ? `?${new URLSearchParams({ q: query, ...chosen() })}` : "";
  if (address.href !== location.href) history.pushState(null, "", address);
  search(field.value);
}

document.querySelector("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
choice.addEventListener("change", go);
addEventListener("popstate", () => {
  restore();
  fromAddress();
});
names();
fromAddress();
if (!field.value) field.focus({ preventScroll: true });
