// What the same care costs in the cities of one year: a bar for each amount, from the least to the most.

import { breadth, fitted, picture, svg } from "./chart.js";
import { yuan } from "./words.js";

const NAMED = 3; // more cities than these are counted

// `groups` of cells as the core gives them (yuan), those that pay alike together; null where no two amounts are known.
export function placesChart(groups, own) {
  const known = groups.filter(([{ status }]) => status === "ok").sort(([one], [other]) => one.self - other.self);
  if (known.length < 2) return null;
  const most = known.at(-1)[0].self;
  const box = fitted(({ width, em }) => {
    const room = width - (Math.max(...known.map(([{ self }]) => breadth(`${yuan(self)} 元`))) + 1) * em;
    const bars = known.map((group, at) => {
      const [top, [{ self }]] = [(3.4 * at + 1.2) * em, group];
      const long = Math.max((self / most) * room, 1);
      return [
        svg("text", { class: isIn(group, own) ? "chart-name" : "chart-figure", x: 0, y: top }, named(group, own)),
        svg("rect", { class: isIn(group, own) ? "bar-self" : "chart-bar", x: 0, y: top + 0.5 * em, width: long, height: 1.2 * em }),
        svg("text", { class: "chart-figure", x: long + 0.5 * em, y: top + 1.45 * em }, `${yuan(self)} 元`),
      ];
    });
    return picture({ width, height: 3.4 * known.length * em }, "places", "各市你付的钱", described(known, own), bars);
  });
  box.classList.add("chart-low"); // only as high as it has bars
  return box;
}

// Whether a place is in a group of cells.
export const isIn = (group, own) => group.some(({ place }) => place === own);

function named(group, own) {
  const names = group.map(({ place }) => place.replace(/市$/, ""));
  const words = names.length > NAMED ? `${names.slice(0, NAMED).join("、")}等 ${names.length} 市` : names.join("、");
  return isIn(group, own) ? `${words}（有你的市）` : words;
}

const described = (known, own) => `${known.map((group) => `${named(group, own)} ${yuan(group[0].self)} 元`).join("，")}。`;
