// A spreadsheet of many claims: read, settled and handed back as a file, all in this page. The core does it in the worker,
// some rows a question, so that the page stays alive, other questions get their turn, and it can be stopped.

import { el } from "./element.js";

const ROWS_A_QUESTION = 100;
const ERRORS_SHOWN = 20;
const number = (count) => count.toLocaleString("zh-CN");

// Connects the section of the page with the engine. A new file takes the place of the one that is being settled.
export function spreadsheets(section, engine) {
  const limits = { rows: Number(section.dataset.rows), megabytes: Number(section.dataset.megabytes) };
  const view = new View(section);
  let running = null;
  const take = async (files) => {
    running?.abort();
    const { signal } = (running = new AbortController());
    view.clear();
    try {
      await settled(files, { engine, limits, view, signal, stop: () => running.abort() });
    } catch (error) {
      if (!signal.aborted) view.say(error.message, true);
    }
  };
  takeFiles(section, take);
}

// Files come from the button, or are dropped anywhere on the page: beside the goal a browser would leave the page for them.
function takeFiles(section, take) {
  const input = section.querySelector('input[type="file"]');
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // or the same file, mended, would be no change
    if (files.length) take(files);
  });
  const dragged = (event) => event.dataTransfer?.types.includes("Files");
  const over = (is) => section.classList.toggle("is-over", is);
  addEventListener("dragover", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  addEventListener("drop", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    over(false);
    section.open = true;
    section.scrollIntoView({ block: "start" });
    take([...event.dataTransfer.files]);
  });
}

// Throws an Error with a sentence for the visitor where it cannot be done; stops without a word when the signal says so.
async function settled(files, { engine, limits, view, signal, stop }) {
  const file = acceptable(files, limits);
  view.waiting(file.name, engine.state?.stage === "ready", () => {
    stop();
    view.stopped(file.name);
  });
  const bytes = await content(file);
  if (signal.aborted) return;
  const opened = await asked(engine, { open_spreadsheet: [bytes, file.name] }, [bytes]);
  if (signal.aborted) return;
  if (opened.rows > limits.rows) throw new Error(`${file.name}：有 ${number(opened.rows)} 行，最多 ${number(limits.rows)} 行；请分成几个文件。`);
  const done = { name: file.name, total: opened.rows, texts: [opened.text], rows: [] };
  while (done.rows.length < done.total) {
    view.progress(done);
    const from = done.rows.length;
    const { text, rows } = await asked(engine, { settle_rows: [from, Math.min(from + ROWS_A_QUESTION, done.total)] });
    if (signal.aborted) return;
    done.texts.push(text);
    done.rows.push(...rows);
  }
  view.done(done);
}

function acceptable(files, { megabytes }) {
  if (files.length !== 1) throw new Error("一次只能算一个文件，请一个一个来。");
  const [file] = files;
  if (/\.(xlsx?|et|ods|numbers)$/i.test(file.name)) throw new Error(`${file.name}：请先在 Excel 或 WPS 里打开，“另存为 CSV UTF-8”，再选那个文件。`);
  if (file.size > megabytes * 2 ** 20) throw new Error(`${file.name}：有 ${number(Math.ceil(file.size / 2 ** 20))} MB，最多 ${megabytes} MB；请分成几个文件。`);
  return file;
}

async function content(file) {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new Error(`${file.name}：读不了这个文件；它可能是文件夹，或者正被别的程序占用。请关掉那个程序再选一次。`);
  }
}

async function asked(engine, question, transfer) {
  const answer = await engine.ask(question, transfer);
  if (answer.status === "error") throw new Error(answer.message + (engine.failed ? "。请再选一次文件，会重新开始。" : ""));
  return answer;
}

// What the section shows: one line of news, read out when it changes, and below it the progress or the result.
class View {
  constructor(section) {
    this.news = section.querySelector('[role="status"]');
    this.target = section.querySelector(".calc-sheet-result");
  }

  clear() {
    URL.revokeObjectURL(this.address ?? "");
    this.say("");
    this.target.replaceChildren();
  }

  say(text, wrong = false) {
    this.news.className = wrong ? "error" : "";
    this.news.textContent = text;
    if (wrong) this.target.replaceChildren();
  }

  waiting(name, ready, cancel) {
    this.say(ready ? `正在读取 ${name}` : `计算程序还在下载，好了就开始算 ${name}`);
    this.bar = el("progress", { "aria-label": "算了多少行" });
    this.count = el("span", { class: "num" });
    const button = el("button", { type: "button", class: "button quiet" }, "取消");
    button.addEventListener("click", cancel);
    this.target.replaceChildren(el("p", {}, this.bar), el("p", { class: "calc-sheet-count" }, this.count, button));
  }

  progress({ name, total, rows }) {
    if (!rows.length) this.say(`正在算 ${name}`);
    this.bar.max = total;
    this.bar.value = rows.length;
    this.count.textContent = `${number(rows.length)} / ${number(total)} 行`;
  }

  stopped(name) {
    this.clear();
    this.say(`已取消，${name} 没有算完。`);
  }

  done({ name, texts, rows }) {
    const of = (wanted) => rows.filter(([status]) => status === wanted).length;
    const [known, unknown, wrong, blank] = ["ok", "unknown", "error", ""].map(of);
    const counts = [`算出 ${number(known)} 行`, `算不出 ${number(unknown)} 行`, `有错 ${number(wrong)} 行`, blank && `空行 ${number(blank)} 行`];
    this.say(`算完了：${counts.filter(Boolean).join("，")}。`);
    this.address = URL.createObjectURL(new Blob(texts, { type: "text/csv;charset=utf-8" }));
    const result = `${name.replace(/\.[^.]*$/, "")}-结果.csv`;
    this.target.replaceChildren(
      el("p", {}, el("a", { class: "button", href: this.address, download: result }, "下载结果")),
      el("p", { class: "small muted" }, "一行不少，次序不变。算不出的缺哪项规定、有错的错在哪里，写在最后一列（message）。估算仅供参考，以经办机构结算为准。"),
      ...(wrong ? [errors(rows, wrong)] : []),
    );
  }
}

// The first bad rows, by the number that a spreadsheet program shows beside them: the columns' names are row 1.
function errors(rows, wrong) {
  const lines = rows.flatMap(([status, message], at) => (status === "error" ? [[at + 2, message]] : [])).slice(0, ERRORS_SHOWN);
  const shown = wrong > ERRORS_SHOWN ? `有错的行（先列出 ${ERRORS_SHOWN} 行，全部在结果文件里）` : "有错的行";
  return el(
    "table",
    { class: "plain" },
    el("caption", {}, shown),
    el("thead", {}, el("tr", {}, ["行号", "原因"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, lines.map(([line, message]) => el("tr", {}, el("th", { scope: "row" }, String(line)), el("td", {}, message)))),
  );
}
