// In a page that another site embeds: shows the piece that the address names, tells that site how high it is, and opens
// links outside of the frame.

const page = document.documentElement;

function tell() {
  parent.postMessage({ urrbmi: "height", height: Math.ceil(page.getBoundingClientRect().height) }, "*");
}

// A page of several pieces (scripts/render/embed.py) shows the one after the # alone; without one it shows all.
function choose() {
  const pieces = [...document.querySelectorAll("[data-piece]")];
  const name = location.hash.slice(1);
  if (!pieces.length) return;
  const chosen = pieces.find((piece) => piece.dataset.piece === name);
  for (const piece of pieces) piece.hidden = name !== "" && piece !== chosen;
  document.querySelector("#elsewhere").hidden = name === "" || chosen !== undefined;
  document.querySelector("footer a").hash = name;
  const folds = chosen?.querySelectorAll("details") ?? [];
  if (folds.length === 1) folds[0].open = true;
}

choose();
addEventListener("hashchange", choose);
new ResizeObserver(tell).observe(page);

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target) return;
  const here = link.href.split("#")[0] === location.href.split("#")[0];
  if (!here) link.target = "_top";
});
