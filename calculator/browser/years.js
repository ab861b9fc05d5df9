// What the same care would have cost in one city year by year: a line of steps, a dot a year, and gaps where nothing is known.

import { breadth, fitted, picture, plan, round, svg, upright } from "./chart.js";
import { yuan } from "./words.js";

const UNKNOWN = "未收录";

// `cells` as the core gives them, one a year (yuan); null where they pay all the same, or no two are known.
export function yearsChart(cells, now) {
  const known = cells.filter(({ status }) => status === "ok");
  if (known.every(({ self }) => self === known[0].self)) return null;
  const figures = round(Math.max(...known.map(({ self }) => self)), 4);
  return fitted((room) => {
    const place = plan(room, { x: cells.length, y: figures.at(-1) }, 2);
    const parts = [upright(place, figures), labels(place, cells), gaps(place, cells), line(place, cells), dots(place, cells, now)];
    parts.push(svg("text", { class: "chart-figure", x: 0, y: place.em }, "你付（元）"));
    return picture(place, "years", "各年你付的钱", described(cells), parts);
  });
}

// The years that have room, the last one always.
function labels({ x, bottom, em, left, right }, cells) {
  const every = Math.ceil((3 * em * cells.length) / (right - left));
  return cells.map(
    ({ year }, at) =>
      (cells.length - 1 - at) % every === 0 &&
      svg("text", { class: "chart-figure", x: x(at + 0.5), y: bottom + 1.2 * em, "text-anchor": "middle" }, year),
  );
}

// Where years are unknown, a shade with its word where that has room.
function gaps({ x, top, bottom, em }, cells) {
  return runs(cells, false).map(([first, last]) => {
    const [from, to] = [x(first), x(last + 1)];
    const fits = to - from > (breadth(UNKNOWN) + 0.5) * em;
    return [
      svg("rect", { class: "chart-gap", x: from, y: top, width: to - from, height: bottom - top }),
      fits && svg("text", { class: "chart-figure", x: (from + to) / 2, y: bottom - 0.6 * em, "text-anchor": "middle" }, UNKNOWN),
    ];
  });
}

// One step a year, never across a gap.
function line({ x, y }, cells) {
  return runs(cells, true).map(([first, last]) => {
    const path = cells.slice(first, last + 1).map(({ self }, at) => `${at ? "V" : `M${x(first)} `}${y(self)}H${x(first + at + 1)}`);
    return svg("path", { class: "chart-line", d: path.join("") });
  });
}

function dots({ x, y, em }, cells, now) {
  return cells.map(({ year, status, self }, at) => {
    if (status !== "ok") return null;
    const here = year === now;
    return [
      svg("circle", { class: here ? "chart-you" : "chart-ring", cx: x(at + 0.5), cy: y(self), r: here ? 6 : 3 }),
      here && svg("text", { class: "chart-name", x: x(at + 0.5), y: y(self) - 0.8 * em, "text-anchor": "middle" }, "你"),
    ];
  });
}

// The first and last place of each run of years that are known, or of those that are not.
function runs(cells, known) {
  const found = [];
  cells.forEach(({ status }, at) => {
    if ((status === "ok") !== known) return;
    if (found.length && found.at(-1)[1] === at - 1) found.at(-1)[1] = at;
    else found.push([at, at]);
  });
  return found;
}

function described(cells) {
  const parts = cells.map(({ year, status, self }) => `${year}年 ${status === "ok" ? `${yuan(self)} 元` : UNKNOWN}`);
  return `${parts.join("，")}。`;
}
