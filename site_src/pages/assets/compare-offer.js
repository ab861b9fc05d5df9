// What is offered of the table that stands: its download, its citation, its link, and the code to embed it.

import { read, root, showWhole, top } from "./cite.js";
import { cited } from "./citation.js";
import { clausesOf } from "./compare-cite.js";
import { csv } from "./compare-csv.js";
import { addressOf } from "./compare-shards.js";
import { write, writeWhole } from "./compare-state.js";
import { dimensions, several } from "./compare-table.js";
import { copyButton } from "./copy.js";
import { el } from "./element.js";
import { showCode } from "./embed-code.js";
import { offer } from "./offer.js";

// The address on paper: the short one, which can still be typed.
export const printedAddress = (index, state) => `${root}compare/${write(index, state)}`;

export function offerOf(index, state, found, caption) {
  const path = `compare/${wholeAddress(index, state, found.rows)}`;
  return [
    button("下载这张表（CSV）", () => offer(new Blob([csv(index, found)], { type: "text/csv;charset=utf-8" }), `${fileName(caption)}.csv`)),
    button("引用这张表", () => {
      const citation = read("compare").then((pieces) => cited(pieces, clausesOf(found.rows), caption));
      showWhole("引用这张表", caption, path, citation);
    }),
    button("嵌入这张表", () => showCode("表", `${top}embed/${path}`, caption)),
    copyButton("复制这张表的链接", () => root + path),
    // In the other tables the rows lead to their items.
    state.view === "item" && el("a", { class: "button quiet", href: top + pageOf(found.rows[0]) }, "这个项目的图和全部出处"),
  ].filter(Boolean);
}

function wholeAddress(index, state, rows) {
  const lines = rows.flatMap(({ cells }) => cells).filter(Boolean).map(({ line }) => line);
  const shards = new Map(lines.map(({ item, shard }) => [item, shard]));
  return writeWhole(index, state, [...shards.keys()], several(index, dimensions(shards)));
}

// The page that the figures of a row stand on.
const pageOf = ({ cells }) => addressOf(cells.find(Boolean)).split("#")[0];

function button(label, tapped) {
  const made = el("button", { type: "button", class: "button quiet" }, label);
  made.addEventListener("click", tapped);
  return made;
}

// Signs that some systems do not take in the name of a file.
const fileName = (caption) => caption.replace(/[\\/:*?"<>|\s]+/g, "-");
