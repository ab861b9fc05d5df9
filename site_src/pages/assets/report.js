// A figure that somebody reports: the address ends in #cell= and its id, which is shown to be quoted.
import { copyButton } from "./copy.js";
import { el } from "./element.js";

function show() {
  const cell = new URLSearchParams(location.hash.slice(1)).get("cell");
  const box = document.getElementById("report-cell");
  box.hidden = !cell;
  if (!cell) return;
  const version = document.querySelector("[data-version]").dataset.version;
  const told = `${cell}（数据版本 ${version}）`;
  box.replaceChildren(
    el("p", {}, "报告这个数字时，请附上它的编号：", el("br"), el("code", {}, told)),
    copyButton("复制编号", () => told),
  );
  document.getElementById("report").scrollIntoView();
}

addEventListener("hashchange", show);
show();
