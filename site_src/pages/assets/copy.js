// Copying with one tap.

import { el } from "./element.js";

/** A button that copies what `text` returns, and says whether it could. */
export function copyButton(label, text) {
  const button = el("button", { type: "button", class: "button quiet" }, label);
  const status = el("span", { role: "status", class: "small muted" });
  button.addEventListener("click", async () => {
    status.textContent = (await copy(text(), status)) ? "已复制" : "这个浏览器不让复制，请选中文字自己复制";
  });
  return el("span", { class: "copy no-print" }, button, status);
}

async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, near);
  }
}

// Without a secure connection, and in old browsers, there is no clipboard to write to: what is selected is copied.
function copySelected(text, near) {
  const before = document.activeElement;
  const field = el("textarea", { class: "visually-hidden", readonly: "", "aria-hidden": "true" }, text);
  near.after(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
