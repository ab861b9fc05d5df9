// Makes a picture (PNG) of a chart from its file (SVG), in the browser: the buttons are there only with JavaScript.

import { el } from "./element.js";
import { offer } from "./offer.js";

for (const button of document.querySelectorAll("button[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button));
}

async function save(button) {
  const said = button.closest("figcaption").querySelector("[role=status]");
  said.textContent = "";
  try {
    const address = new URL(button.dataset.png, location.href);
    const name = address.pathname.split("/").at(-1).replace(/svg$/, "png");
    offer(await picture(address.href), name);
  } catch {
    said.textContent = "没有做成图片；请下载 SVG，用看图软件另存。";
  }
}

// The drawing at the size that its file gives.
async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = el("canvas", { width: image.naturalWidth, height: image.naturalHeight });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("canvas"))), "image/png"));
}
