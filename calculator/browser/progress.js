// How far the interpreter is, while somebody waits for an answer, and what to do when it does not come.

import { el } from "./words.js";

export function showProgress(target, { stage, loaded = 0, total = 0, message }, site, retry) {
  if (stage === "failed") {
    const again = el("button", { type: "button", class: "button" }, "重试");
    again.addEventListener("click", retry);
    target.replaceChildren(
      el("h2", { id: "calc-answer", tabindex: "-1" }, "计算程序没有启动"),
      el("p", {}, "请检查网络后重试，或换一个新一点的浏览器。填好的内容都还在。"),
      el("p", {}, again),
      el("p", {}, "不用计算程序，也可以在", el("a", { href: site.items }, "各项目的表"), "里查起付线和报销比例。"),
      el("p", { class: "small muted" }, `原因：${message}`),
    );
    return;
  }
  const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);
  const words = stage === "download" ? `正在下载计算程序：${megabytes(loaded)} / ${megabytes(total)} MB` : "正在启动计算程序…";
  target.replaceChildren(
    el("p", { role: "status" }, "第一次打开要先准备计算程序，之后就快了。"),
    el("p", {}, el("label", { for: "calc-progress" }, words)),
    el("progress", { id: "calc-progress", ...(stage === "download" ? { value: loaded, max: total } : {}) }),
  );
}
