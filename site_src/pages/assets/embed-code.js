// The code to embed a page: with the whole address, which only the browser knows, and a button that copies it.

import { copyButton } from "./copy.js";

// Kept to one line of script: whoever embeds a page should be able to read what it does.
const LISTENER = `<script>
addEventListener("message", ({ data, source }) => data?.urrbmi === "height" &&
  document.querySelectorAll("iframe").forEach((f) => f.contentWindow === source && (f.style.height = data.height + "px")));
</script>`;

const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

for (const field of document.querySelectorAll(".embed-code")) {
  const address = new URL(field.dataset.page, document.baseURI).href;
  const frame = `<iframe src="${attribute(address)}" title="${attribute(field.dataset.title)}"`;
  field.value = `${frame} width="100%" height="640" style="border:0" loading="lazy"></iframe>\n${LISTENER}`;
  field.after(copyButton("复制代码", () => field.value));
}
