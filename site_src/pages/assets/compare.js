// The compare page. Its state stands in the address, so that a table can be shared and the back button goes a step back.

import { clearedWords, listen, show, showDimensions } from "./compare-controls.js";
import { laid, thisYear } from "./compare-laid.js";
import { offerOf, printedAddress } from "./compare-offer.js";
import { readIndex, readShards } from "./compare-shards.js";
import { chosen, isPair, read, write } from "./compare-state.js";
import { dimensions } from "./compare-table.js";
import { el } from "./element.js";

const [status, wrong, place, legend, offer] = ["status", "wrong", "table", "legend", "offer"].map((id) => document.querySelector(`#compare-${id}`));
const printedFrom = document.querySelector("[data-printed-from]");
let index = null;
let state = null;
let turn = 0; // data that come after a newer choice are dropped
let shown = ""; // the columns of the table that stands: another table opens at this year again

async function start() {
  try {
    index = await readIndex();
  } catch (problem) {
    failed(problem, start);
    return;
  }
  listen(index, () => state, change);
  place.addEventListener("click", ({ target }) => {
    const sort = target.closest("[data-sort]")?.dataset.sort;
    if (sort !== undefined && sort !== state.sort) change({ ...state, sort });
  });
  addEventListener("popstate", fromAddress);
  await fromAddress();
}

// Links within the page (跳到正文) leave the table as it is.
const isPlace = (fragment) => Boolean(fragment) && document.getElementById(fragment.slice(1)) !== null;

async function fromAddress() {
  if (state && isPlace(location.hash)) return;
  const found = read(index, isPlace(location.hash) ? "" : location.hash);
  state = found.state;
  wrong.hidden = found.wrong.length === 0;
  wrong.textContent = `网址里有认不出、重复或者放不下的部分（${found.wrong.join("、")}），其余的照样显示。`;
  await display();
}

function change(to) {
  state = to;
  wrong.hidden = true;
  const address = write(index, state);
  if (address !== location.hash) history.pushState(null, "", address);
  display();
}

async function display() {
  const mine = ++turn;
  const asked = state;
  show(index, asked, isPair(asked.view));
  const items = chosen(index, asked, "items");
  try {
    const shards = await readShards(index, items, chosen(index, asked, "cities"), (count) => {
      if (mine === turn && count < items.length) status.textContent = `正在取数据：${items.length} 份里到了 ${count} 份……`;
    });
    if (mine === turn) draw(asked, shards);
  } catch (problem) {
    if (mine === turn) failed(problem, display);
  }
}

function draw(asked, shards) {
  ready();
  const occurring = dimensions(shards);
  showDimensions(index, asked, occurring);
  const { found, caption, drawn, entries } = laid(index, asked, shards);
  const focused = document.activeElement?.dataset?.column;
  const left = place.querySelector(".table-scroll")?.scrollLeft;
  place.replaceChildren(...(found.rows.length ? [drawn] : []));
  if (focused) place.querySelector(`[data-column="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  const columns = `${asked.view} ${found.columns?.map((column) => column.key)}`;
  if (found.rows.length) drawn.scrollLeft = columns === shown ? left : thisYear(drawn);
  shown = columns;
  status.replaceChildren(clearedWords(index, asked), ...(isPair(asked.view) ? pairWords(found) : tableWords(asked, found)));
  printedFrom.textContent = printedAddress(index, asked);
  legend.hidden = entries.length === 0;
  legend.replaceChildren(...entries);
  offer.replaceChildren(...(found.rows.length ? offerOf(index, asked, found, caption) : []));
}

function tableWords(asked, { rows, columns, whole }) {
  const sorting = el("span", { class: "no-print" }, "点列名排序，再点一次倒过来；点第一列的列名恢复原来的顺序。");
  if (!asked.diff) return [`${rows.length} 行，${columns.length} 列。`, sorting];
  if (!rows.length) return [`${whole} 行里没有一行有不同：已经收录的数都一样。`];
  return [`${whole} 行里有 ${rows.length} 行有不同。未收录的不算不同。`];
}

function pairWords({ rows, same, unknown }) {
  const rest = [same && `${same} 行一样`, unknown && `${unknown} 行至少一边没有收录，不能比`].filter(Boolean).join("，");
  return [rows.length ? `${rows.length} 行不一样。` : "没有找到不一样的。", rest && `另有 ${rest}。`];
}

// The choices and the table come into sight together: nothing that one already reads moves.
function ready() {
  place.parentElement.classList.remove("is-waiting");
}

// Says that data did not come, and offers to ask again.
function failed(problem, again) {
  console.warn(problem);
  ready();
  place.replaceChildren();
  offer.replaceChildren();
  legend.hidden = true;
  const button = el("button", { type: "button", class: "button quiet" }, "再取一次");
  button.addEventListener("click", () => {
    status.textContent = "正在取数据……";
    again();
  });
  status.replaceChildren("数据没有取到，可能是网络断了。下面“一项一张表”里的各页照样能看。", button);
}

start();
