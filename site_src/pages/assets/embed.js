// In a page that another site embeds: tells that site how high it is, and opens links outside of the frame.

const page = document.documentElement;

function tell() {
  parent.postMessage({ urrbmi: "height", height: Math.ceil(page.getBoundingClientRect().height) }, "*");
}

new ResizeObserver(tell).observe(page);

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target) return;
  const here = link.href.split("#")[0] === location.href.split("#")[0];
  if (!here) link.target = "_top";
});
