// What can be done with an answer: print it, copy its words, copy a link to it. Nothing is sent anywhere.

import { el } from "./element.js";
import { inPlainText } from "./plain.js";
import { fragment } from "./share.js";
import { day, today } from "./words.js";

// Where the answer can be found again: with all that was typed behind the #.
export function address({ read, statement }) {
  const here = new URL(location.href);
  here.hash = fragment(read.case, statement);
  return here.href;
}

export function keep(answer, site) {
  const said = el("p", { class: "small", role: "status" });
  const button = (words, act) => {
    const made = el("button", { type: "button", class: "button quiet" }, words);
    made.addEventListener("click", act);
    return made;
  };
  const copy = async (words, text) => {
    said.replaceChildren(...((await toClipboard(text)) ? [words] : byHand(text)));
    said.querySelector("textarea")?.select();
  };
  const link = () => {
    history.replaceState(history.state, "", address(answer));
    copy("链接已复制。填写的内容都在链接里，发给谁，谁就看得到。", address(answer));
  };
  return el(
    "div",
    { class: "no-print" },
    el(
      "div",
      { class: "buttons" },
      button("打印", () => window.print()),
      button("复制文字", () => copy("文字已复制。", inPlainText(answer, site, address(answer)))),
      button("复制链接", link),
    ),
    said,
  );
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Old browsers and pages without https have no clipboard: the words are shown to be copied by hand.
    return false;
  }
}

function byHand(text) {
  const box = el("textarea", { class: "calc-copy", readonly: true, rows: "6", "aria-label": "要复制的文字" });
  box.value = text;
  return ["这个浏览器不让网页直接复制，请自己复制：", box];
}

// On paper: when, by which data, and where to find it again.
export function provenance(answer) {
  const { data_version: version } = answer.statement;
  return el(
    "p",
    { class: "print-only small calc-provenance" },
    `居民医保政策对照 · ${day(today())}打印 · 数据版本 ${version} · 在浏览器里再打开：`,
    el("span", {}, address(answer)),
  );
}

// What is folded is printed too, but for the steps of each of many claims: a year fits on one sheet, and whoever wants them
// on paper unfolds them.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("#calc-result section:not(.no-print) details:not([open], .calc-claim)")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of folded) part.open = false;
});
