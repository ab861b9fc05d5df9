// The panel that a tapped figure, or a chart's link, opens.

import { copyButton } from "./copy.js";
import { el } from "./element.js";

let panel = null;

/** Opens the panel with a title and some contents; what stood in it before is gone. */
export function open(title, ...contents) {
  if (!panel) {
    panel = el("dialog", { class: "panel", "aria-labelledby": "panel-title" });
    // A tap beside the panel closes it, as does Escape.
    panel.addEventListener("click", (event) => event.target === panel && panel.close());
    document.body.append(panel);
  }
  const close = el("button", { type: "button", class: "button quiet" }, "关闭");
  close.addEventListener("click", () => panel.close());
  const head = el("div", { class: "panel-head" }, el("h2", { id: "panel-title" }, title), close);
  panel.replaceChildren(el("div", { class: "panel-inner" }, head, ...contents));
  panel.showModal();
  panel.scrollTop = 0;
}

/** Something under its name, with a button that copies what `text` returns. */
export function part(name, content, text) {
  return el("p", { class: "panel-part" }, el("strong", {}, name), " ", content, copyButton("复制", text));
}

/** The link of a selector that is tapped to be opened here: neither in a new tab nor by a browser without dialogs. */
export function tapped(event, selector) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target.closest?.(selector);
  if (!link || !HTMLDialogElement.prototype.showModal) return null;
  event.preventDefault();
  return link;
}
