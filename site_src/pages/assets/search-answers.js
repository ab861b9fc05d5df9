// Direct answers: the pages a question names, from the table that the build makes (search/answers.json).

import { cut, fold } from "./search-words.js";

const MOST_ITEMS = 4;
const MOST_LINKS = 7;
const NUMBER = /(?:〔(20\d{2})〕|(20\d{2})年?)?第?(\d{1,3})号|(?:〔(20\d{2})〕|[发办函](20\d{2}))-?(\d{1,3})(?!\d)号?/u;

// What a question names: {links, words, province, home, complete, missing}. `words` are for the full text; `province` is the
// code of the province that it is about, `home` the folders of its pages and of a city's; `complete` says that nothing of the
// question was left over; `missing` is a 文号 that is not collected.
export function answers(query, table, known) {
  const asked = documents(query.replace(/\s+/g, ""), query, table);
  const tokens = cut(asked.rest, known);
  const words = [...asked.words, ...tokens.map((token) => token.text)];
  const city = first(tokens, "city");
  const ranked = items(tokens, table);
  const links = [...asked.links];
  if (city) links.push(...cityLinks(city, tokens, ranked, table));
  const shown = city && !ranked.found.length ? [] : ranked.found.slice(0, MOST_ITEMS);
  links.push(...shown.map(({ item }) => link("项目", item.title, item.note, item.path)));
  for (const token of tokens.filter((one) => one.kind === "year")) {
    const year = token.text.slice(0, 4);
    if (table.years[year]) links.push(link("变化", table.years[year], `${year}年起变了什么`, `changes/${year}/`));
  }
  for (const { room } of all(tokens, "room")) {
    // 忻州 变化 means the changes of 忻州.
    const general = city && ["changes/", "documents/", "cities/"].includes(room.path);
    if (!general) links.push(link("栏目", room.title, "", room.path));
  }
  const { province } = all(tokens, "province")[0] ?? {};
  if (province && !city) links.push(link("栏目", province.title, "", province.path));
  const told = all(tokens, "word").map(({ word }) => word);
  links.push(...told.slice(0, 2).map((word) => link("名词解释", word.word, word.note, word.path)));
  const left = tokens.filter((token) => token.kind === "left" || token.kind === "figure");
  const complete = links.length > 0 && left.every((token) => ranked.used.has(token));
  return {
    links: [...new Map(links.map((one) => [one.path, one])).values()].slice(0, MOST_LINKS),
    words: [...new Set(words)],
    ...where(city, province, table),
    complete,
    missing: asked.missing,
  };
}

// Whose own pages a question is about: those of a city and its province; of a province alone, all.
function where(city, named, table) {
  const own = city && table.provinces.find(({ code }) => code === city.city.province);
  return { province: (own ?? named)?.code ?? "", home: own ? [city.city.folder, own.folder] : [] };
}

function link(kind, title, note, path) {
  return { kind, title, note, path };
}

function all(tokens, kind) {
  const found = tokens.flatMap((token) => token.meanings.filter((meaning) => meaning.kind === kind));
  return [...new Set(found)];
}

function first(tokens, kind) {
  const found = all(tokens, kind);
  return found.find((meaning) => !meaning.county) ?? found[0];
}

// Documents by 文号, whole or in part: 晋医保发〔2024〕19号, 2024年19号, 19号.
function documents(text, query, table) {
  const found = NUMBER.exec(text);
  if (!found || text[found.index - 1] === "月") return { links: [], words: [], rest: query, missing: "" };
  const year = found[1] ?? found[2] ?? found[4] ?? found[5];
  const number = found[3] ?? found[6];
  const before = text.slice(0, found.index).match(/\p{Script=Han}*$/u)[0] + (found[5] ? found[0][0] : "");
  const numbered = [...table.documents, ...table.wanted.map((one) => ({ number: one }))].filter((one) => {
    const parts = /〔(\d{4})〕(\d+)号/.exec(one.number);
    return parts && parts[2] === number && (!year || parts[1] === year);
  });
  const prefix = (one) => one.number.split("〔")[0];
  const exact = numbered.filter((one) => before.endsWith(prefix(one)));
  const written = /[\p{Script=Han}]{1,6}(发|函|办|字)$/u.test(before);
  const kept = exact.length ? exact : written ? [] : numbered;
  const taken = exact.length ? prefix(exact[0]) : written ? before : "";
  const links = kept.map((one) =>
    one.path
      ? link("文件", one.number, one.note, one.path)
      : link("文件", one.number, "收录的文件提到了它，本站还没有收录。", "documents/#wanted"),
  );
  const asked = `${taken}${year ? `〔${year}〕` : ""}${number}号`;
  const whole = text.slice(0, found.index + (found[5] ? 1 : 0));
  const rest = `${whole.slice(0, whole.length - taken.length)} ${text.slice(found.index + found[0].length)}`.trim();
  return { links, words: [kept.length === 1 ? kept[0].number : asked], rest, missing: kept.length ? "" : asked };
}

// The items that the most of the question's words fit, the best first.
function items(tokens, table) {
  const place = (token) => token.meanings.some((one) => ["city", "province"].includes(one.kind));
  const asked = tokens.filter((token) => !["year", "empty"].includes(token.kind) && !place(token));
  const used = new Set();
  const fits = table.items.map((item) => {
    const points = asked.map((token) => fit(token, item));
    points.forEach((each, number) => each && used.add(asked[number]));
    return { item, count: points.filter(Boolean).length, score: points.reduce((sum, each) => sum + each, 0) };
  });
  const most = Math.max(0, ...fits.map((one) => one.count));
  const best = fits.filter((one) => most && one.count === most).sort((one, other) => other.score - one.score);
  for (const token of used) if (!best.some(({ item }) => fit(token, item))) used.delete(token);
  return { found: best.filter((one) => one.score >= best[0].score / 2), used };
}

// How well one word names an item: by the item's own name, by the glossary, as a part of its name, by its section.
function fit(token, item) {
  const text = token.text;
  if (token.kind === "figure") return item.figures.some((one) => [text, `${text}元`].includes(fold(one))) ? 6 : 0;
  const names = item.names.map(fold);
  const part = (word) => Math.max(0, ...names.map((name) => (name !== word && name.includes(word) ? word.length / name.length : 0)));
  const words = token.meanings.filter((one) => one.kind === "word").map((one) => one.word);
  const places = words.map((word) => word.items.indexOf(item.id)).filter((place) => place >= 0);
  const same = words.flatMap((word) => word.names.map(fold)).filter((name) => name.length > 1);
  const points = [
    names.includes(text) ? 10 : 0,
    places.length ? Math.max(4, 8 - Math.min(...places)) : 0,
    text.length > 1 && part(text) ? 5 + part(text) : 0,
    Math.max(0, ...same.map((name) => (part(name) ? 3 + part(name) : 0))),
    text.length > 1 && fold(item.section).includes(text) ? 2 : 0,
  ].sort((one, other) => other - one);
  return points[0] + points[1] / 2;
}

// A city's page, opened at what was asked; and what else the site has about the city.
function cityLinks({ city, county }, tokens, ranked, table) {
  const within = county ? `${county}属${city.name}。` : "";
  const best = ranked.found[0]?.item;
  const section = tokens.flatMap((token) => token.meanings).find((one) => one.kind === "section")?.section;
  const goals = [
    section && [table.sections[section], section],
    best && [`item-${best.id}`, best.title],
    best && [table.sections[best.section], best.section],
  ].filter((goal) => goal && city.anchors.includes(goal[0]));
  const goal = goals[0];
  const page = goal
    ? link("市", `${city.name}：${goal[1]}`, `${within}在“${city.title}”一页`, `${city.path}#${goal[0]}`)
    : link("市", city.title, `${within}今天的规定、逐年的变化、依据的文件和还缺什么`, city.path);
  const rooms = all(tokens, "room").map(({ room }) => room.path);
  const changes = city.changes ? [link("变化", city.changes.title, "", city.changes.path)] : [];
  const own = table.documents
    .filter((one) => one.place === city.name)
    .map((one) => link("文件", one.number, one.note, one.path));
  if (rooms.includes("changes/")) return [...changes, page];
  if (rooms.includes("documents/")) return [...own, page];
  return best || tokens.length > 1 ? [page] : [page, ...changes, ...own];
}
