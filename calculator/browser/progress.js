// What stands in the result area while the interpreter is not there: the quick estimate, where there is one, and how far the
// interpreter is; or why it does not come, and what to do.

import { el } from "./element.js";
import { quick } from "./quick.js";

const MODERN = "Chrome、Edge、Firefox、Safari 的新版本都可以，微信请更新到新版本。";

// Why the interpreter did not start (engine.js), and what helps.
const REASONS = {
  old: ["这个浏览器太旧，运行不了计算程序。", `请换一个新一点的浏览器：${MODERN}`],
  blocked: ["这个浏览器不让计算程序运行（WebAssembly 被关掉了）。", "可能是浏览器的安全模式、插件或单位的网络设置拦住了它。请关掉后重试，或换一个浏览器。"],
  memory: ["手机或电脑的内存不够，计算程序没有启动。", "请关掉别的网页和应用，然后重试。"],
  network: ["计算程序没有下载完。", "请检查网络后重试。填好的内容都还在。"],
  rules: ["这个省的规定没有下载到。", "请检查网络后重试，填好的内容都还在。没有网络时，只能算以前在这台设备上选过的省。"],
  moved: ["网站刚刚更新过，这一页要重新打开。", "填完整的内容会留着。"],
  silent: ["计算程序等了一分钟没有动静。", "可能是网络断了，或手机内存不够。请检查网络后重试，或换一个新一点的浏览器。"],
};
const OTHER = ["", "请检查网络后重试，或换一个新一点的浏览器。填好的内容都还在。"];

export function showProgress(target, state, site, retry) {
  const found = quick(document.getElementById("calc-form"), site);
  const waits = state.stage !== "failed";
  const shown = target.querySelector(":scope > [data-quick]");
  const same = found && shown?.dataset.quick === found.key;
  const bytes = target.querySelector("[data-bytes]");
  // What is being read must not be taken away under the reader, only because some more bytes came.
  if (same && waits && bytes) {
    bytes.textContent = amount(state);
    return;
  }
  const kept = same ? shown : found && el("div", { "data-quick": found.key }, found.parts());
  if (!same) target.replaceChildren(...(kept ? [kept] : []));
  while (target.lastChild !== kept) target.lastChild.remove();
  target.append(...(waits ? coming(state, found) : failure(state, site, retry, found)));
}

const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);

const amount = ({ stage, loaded, total }) => (stage === "download" ? `（${megabytes(loaded)} / ${megabytes(total)} MB）` : "…");

function coming(state, found) {
  // A screen reader hears once that it is on its way, and not of every piece.
  if (found) return [el("p", { class: "note", role: "status" }, "详细的步骤正在准备", el("span", { "data-bytes": "", "aria-hidden": "true" }, amount(state)))];
  const { stage, loaded, total } = state;
  const downloads = stage === "download";
  const words = downloads ? `正在下载计算程序：${megabytes(loaded)} / ${megabytes(total)} MB` : "正在启动计算程序…";
  return [
    el("p", { role: "status" }, "第一次打开要先准备计算程序，之后就快了。"),
    el("p", {}, el("label", { for: "calc-progress" }, words)),
    el("progress", { id: "calc-progress", ...(downloads ? { value: loaded, max: total } : {}) }),
  ];
}

function failure({ reason, message }, site, retry, found) {
  const [why, help] = REASONS[reason] ?? OTHER;
  const again = el("button", { type: "button", class: "button" }, reason === "moved" ? "重新打开" : "重试");
  again.addEventListener("click", retry);
  const examples = el("a", { href: "#calc-examples" }, "手算的例子");
  examples.addEventListener("click", () => document.getElementById("calc-examples").setAttribute("open", ""));
  const still = "上面的金额照样是准的，改了填的内容也会跟着变；只是详细的步骤这次看不到。";
  const could = "没有它也能估算一次住院：把问题填完，金额就会出现在这里。";
  return [
    el(found ? "h3" : "h2", found ? {} : { id: "calc-answer", tabindex: "-1" }, reason === "rules" ? "这个省现在还算不了" : "计算程序没有启动"),
    el("p", {}, why, help),
    ...(found?.known ? [el("p", {}, still)] : found ? [] : [el("p", {}, could)]),
    el("p", {}, again),
    el("p", {}, "也可以看", examples, "，或在", el("a", { href: site.items }, "各项目的表"), "里查起付线和报销比例。"),
    el("p", { class: "small muted" }, `原因：${message}`),
  ];
}
