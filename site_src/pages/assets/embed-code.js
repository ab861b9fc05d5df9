// The code to embed a page or a chart: with the whole address, which only the browser knows, and a button that copies it.

import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { open, tapped } from "./panel.js";

// Kept to one line of script: whoever embeds a page should be able to read what it does.
const LISTENER = `<script>
addEventListener("message", ({ data, source }) => data?.urrbmi === "height" &&
  document.querySelectorAll("iframe").forEach((f) => f.contentWindow === source && (f.style.height = data.height + "px")));
</script>`;

const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

const codeOf = (address, title) =>
  `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="640" style="border:0" loading="lazy"></iframe>\n${LISTENER}`;

for (const field of document.querySelectorAll(".embed-code")) {
  field.value = codeOf(new URL(field.dataset.page, document.baseURI).href, field.dataset.title);
  field.after(copyButton("复制代码", () => field.value));
}

// The code of a chart or of a table opens in a panel: a page has many of them.
addEventListener("click", (event) => {
  const link = tapped(event, "a[data-embed]");
  if (!link) return;
  const chart = link.closest("figure");
  showCode(chart ? "图" : "表", link.href, chart ? chart.getAttribute("aria-label") : link.dataset.embed);
});

// The panel with the code of something (图、表), which stands alone at an address.
export function showCode(kind, address, title) {
  const code = codeOf(address, title);
  const field = el("textarea", { class: "embed-code", rows: "7", readonly: "", spellcheck: "false", "aria-label": "嵌入代码" });
  field.value = code;
  open(
    `嵌入这张${kind}`,
    el("p", { class: "small muted" }, title),
    el("p", {}, `把这段代码放进网页：${kind}随本站更新，出处写在下面。`, el("a", { href: address }, "看看样子")),
    field,
    copyButton("复制代码", () => code),
  );
}
