// A question in words: what of it the table of answers (answers.json) knows, what says nothing, and what is left.

// Words that every question has: they count only where nothing else is asked.
const EMPTY = `报多少 报销多少 能报多少 可以报多少 怎么报 怎么报销 如何报销 能报吗 能报销吗 能报 能不能报 可以报吗 给报吗 报销
  怎么办 怎么办理 怎么算 怎么 怎样 如何 多少钱 多少 几块钱 是多少 是什么 什么 哪些 可以 请问 我想 想问 大概 一般
  居民医保 居民 医保 标准 规定 政策 吗`.split(/\s+/);
const AT_THE_EDGE = /^[的了吗呢啊在和与及跟是我去有要]+|[的了吗呢啊在和与及跟是我去有要]+$/gu;
const LONGEST = 24; // no name is longer
const FIGURE = /^\d+(\.\d+)?(万元|元|万|%|个百分点|个月|周岁|个|天|日|年|种|项)?/;
const YEAR = /^20\d{2}(年度|年)?/;

// As it is compared: without spaces, quotation marks and the signs at the end of a sentence.
export function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s“”"'‘’《》,.，。、?!;:：；（）()·]/gu, "");
}

// name -> what it means: {kind, …}. A name may mean several things.
export function vocabulary(table) {
  const known = new Map();
  const add = (name, meaning) => {
    const key = fold(name);
    if (key) known.set(key, [...(known.get(key) ?? []), meaning]);
  };
  for (const item of table.items) for (const name of item.names) add(name, { kind: "item", item });
  for (const word of table.words) for (const name of word.names) add(name, { kind: "word", word });
  for (const section of Object.keys(table.sections)) add(section, { kind: "section", section });
  for (const room of table.rooms) for (const name of room.names) add(name, { kind: "room", room });
  for (const province of table.provinces) for (const name of province.names) add(name, { kind: "province", province });
  for (const city of table.cities) {
    for (const name of [city.name, city.name.replace(/市$/, "")]) add(name, { kind: "city", city });
    for (const name of city.counties) {
      add(name, { kind: "city", city, county: name });
      if (name.length > 2) add(name.slice(0, -1), { kind: "city", city, county: name });
    }
  }
  return known;
}

// The question cut into tokens {text, meanings, kind}: the cut that has the longest known words.
export function cut(query, known) {
  const tokens = query.split(/\s+/).flatMap((chunk) => pieces(fold(chunk), known));
  const asked = tokens.filter((token) => token.kind !== "empty");
  return asked.length ? asked : tokens;
}

function pieces(text, known) {
  const best = [{ score: 0, tokens: [] }]; // of the first n characters
  for (let end = 1; end <= text.length; end++) {
    const before = best[end - 1];
    best[end] = { score: before.score, tokens: [...before.tokens, { text: text[end - 1], kind: "left", meanings: [] }] };
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const token = one(text.slice(start, end), text[start - 1], text[end], known);
      if (!token) continue;
      const score = best[start].score + token.text.length ** 2 - token.less;
      if (score > best[end].score) best[end] = { score, tokens: [...best[start].tokens, token] };
    }
  }
  return joined(best[text.length].tokens);
}

// One piece of text as a token, if it is one: a known word, a word that says nothing, a year or a figure.
function one(text, before, after, known) {
  const meanings = known.get(text);
  if (EMPTY.includes(text)) return { text, kind: "empty", meanings: meanings ?? [], less: 0.2 };
  // 和顺 in 剖腹产和顺产 is no county: its name without 县 counts less.
  if (meanings) return { text, kind: "known", meanings, less: meanings[0].county ? 0.5 : 0 };
  const digit = /\d|\./;
  if (digit.test(before ?? "") || (/\d$/.test(text) && digit.test(after ?? ""))) return null;
  if (YEAR.exec(text)?.[0] === text) return { text, kind: "year", meanings: [], less: 0 };
  if (FIGURE.exec(text)?.[0] === text) return { text, kind: "figure", meanings: [], less: 0.1 };
  return null;
}

// Characters that nothing knows, side by side, are one word.
function joined(tokens) {
  const found = [];
  for (const token of tokens) {
    const last = found.at(-1);
    if (token.kind === "left" && last?.kind === "left") last.text += token.text;
    else found.push({ ...token });
  }
  for (const token of found) if (token.kind === "left") token.text = token.text.replace(AT_THE_EDGE, "");
  return found.filter((token) => token.text);
}

// 报销比列 for 报销比例: a known word of three characters or more that differs in one from what was typed.
export function corrected(query, known) {
  const words = [...known.keys()].filter((word) => word.length >= 3 && !EMPTY.some((empty) => word.endsWith(empty)));
  const chunks = query.split(/\s+/).map(fold);
  let best = null;
  for (const word of words.sort((one, other) => other.length - one.length)) {
    for (const chunk of chunks) {
      for (let at = 0; at + word.length <= chunk.length; at++) {
        const window = chunk.slice(at, at + word.length);
        const wrong = [...word].filter((letter, place) => letter !== window[place]).length;
        // Where what was typed is itself a word, or a figure, it was meant.
        if (wrong !== 1 || /\d/.test(window) || pieces(window, known).every((token) => token.kind !== "left")) continue;
        best ??= { typed: window, meant: word, query: chunks.map((one) => one.replace(window, word)).join(" ") };
      }
    }
  }
  return best;
}
