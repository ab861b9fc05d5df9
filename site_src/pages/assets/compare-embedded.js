// A table of the compare page alone, in a page of another site: the one of the address, sorted at a tap.

import { laid, thisYear } from "./compare-laid.js";
import { readIndex, readShards } from "./compare-shards.js";
import { chosen, read } from "./compare-state.js";

const [status, place, legend] = ["status", "table", "legend"].map((id) => document.querySelector(`#compare-${id}`));

async function start() {
  document.querySelector("footer a").hash = location.hash;
  try {
    const index = await readIndex();
    const { state } = read(index, location.hash);
    const shards = await readShards(index, chosen(index, state, "items"), chosen(index, state, "cities"), () => {});
    place.addEventListener("click", ({ target }) => {
      const sort = target.closest("[data-sort]")?.dataset.sort;
      if (sort !== undefined) draw(index, { ...state, sort }, shards);
    });
    draw(index, state, shards);
  } catch (problem) {
    console.warn(problem);
    status.textContent = "数据没有取到，可能是网络断了。点下面的来源，看本站的对照表。";
  }
}

function draw(index, state, shards) {
  const { found, drawn, entries } = laid(index, state, shards);
  const [left, focused] = [place.querySelector(".table-scroll")?.scrollLeft, document.activeElement?.dataset?.column];
  status.textContent = found.rows.length ? "" : "没有找到不一样的。";
  place.replaceChildren(...(found.rows.length ? [drawn] : []));
  drawn.scrollLeft = left ?? thisYear(drawn);
  if (focused) place.querySelector(`[data-column="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  legend.hidden = entries.length === 0;
  legend.replaceChildren(...entries);
}

start();
