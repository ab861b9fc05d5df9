// The curve of what one pays against the bill, with one's own point on it and the breaks numbered.

import { breadth, fitted, picture, plan, round, short, svg, upright } from "./chart.js";
import { yuan } from "./words.js";

const FARTHEST = 20; // times the bill: a break beyond that is of no use to anybody
const LEAST = 1_000; // yuan: the narrowest range

// What the breaks are called in the picture; the table below has the whole sentence.
const NAMES = {
  deductible: "起付线",
  annual_cap: "一年封顶",
  outpatient_cap: "门诊封顶",
  two_diseases_cap: "这种病封顶",
  student_accident_cap: "学生意外封顶",
  birth_standard: "支付标准",
  critical_illness: "大病保险开始",
  critical_illness_second: "大病保险再付",
  critical_illness_cap: "大病保险封顶",
  unknown: "算不出来",
  known: "算得出来",
};

export const number = (at) => String.fromCodePoint(0x2460 + at); // ①②③

// `segments` as the core gives them, `now` is {bill, self}: all in yuan.
export function curve(segments, now) {
  const range = round(reach(segments, now.bill), 5).at(-1);
  const pieces = segments.filter(({ bill_from }) => bill_from <= range).map((one) => piece(one, range));
  const known = pieces.filter(({ status }) => status === "ok");
  const figures = round(Math.max(...known.flatMap(({ ends }) => ends.map(({ self }) => self)), now.self), 4);
  const breaks = pieces.slice(1).map(({ bill, self, begins }, at) => ({ bill, self, sign: number(at), name: NAMES[begins.what] ?? "" }));
  return fitted((room) => {
    const place = plan(room, { x: range, y: figures.at(-1) }, 3.4);
    const parts = [axes(place, range, figures), known.map(({ ends }) => line(place, ends)), marks(place, breaks), you(place, now)];
    return picture(place, "curve", "总费用和你付的钱", described(now, breaks), parts);
  });
}

// How far to the right: to twice the bill, or so far that at least one break is seen.
function reach(segments, bill) {
  const twice = Math.max(2 * bill, LEAST);
  const next = segments.slice(1).map(({ bill_from }) => bill_from)[0] ?? 0;
  return next > twice && next <= Math.max(FARTHEST * bill, 100 * LEAST) ? next * 1.25 : twice;
}

// A straight piece between two exact points; the second within the range.
function piece({ from, to, bill_from: bill, self, status, per_yuan, begins }, range) {
  const end = Math.min(bill + to - from, range);
  const ends = status === "ok" ? [{ bill, self }, { bill: end, self: self + per_yuan.self * (end - bill) }] : [];
  return { bill, self, status, begins, ends };
}

function axes(place, range, figures) {
  const { left, bottom, em, x } = place;
  const across = round(range, Math.max(2, Math.floor((place.right - left) / (5 * em)))).filter((figure) => figure <= range);
  return [
    upright(place, figures),
    across.map((figure) => svg("text", { class: "chart-figure", x: x(figure), y: bottom + 1.2 * em, "text-anchor": "middle" }, short(figure))),
    svg("text", { class: "chart-figure", x: 0, y: em }, "你付（元）"),
    svg("text", { class: "chart-figure", x: place.right + em, y: bottom - 0.4 * em, "text-anchor": "end" }, "花了（元）"),
  ];
}

const line = ({ x, y }, ends) =>
  svg("polyline", { class: "chart-line", points: ends.map(({ bill, self }) => `${x(bill)},${y(self)}`).join(" ") });

// The breaks: a ring on the curve, a thin line up, and in a row on top the number, with the name where all names have room.
function marks(place, breaks) {
  const { em, x, y, left, right } = place;
  const wanted = breaks.map(({ bill }) => x(bill));
  const full = breaks.map(({ sign, name }) => sign + name);
  const named = spread(wanted, full, em, left, right);
  const near = named.every((at, i) => Math.abs(at - wanted[i]) < 2 * em);
  const words = near ? full : breaks.map(({ sign }) => sign);
  const places = near ? named : spread(wanted, words, em, left, right);
  return breaks.map(({ bill, self, sign }, at) => [
    self !== null && [
      svg("line", { class: "chart-drop", x1: places[at], x2: x(bill), y1: place.top - 0.4 * em, y2: y(self) }),
      svg("circle", { class: "chart-ring", cx: x(bill), cy: y(self), r: 4, "data-break": sign }),
    ],
    svg("text", { class: "chart-name", x: places[at] - 0.5 * em, y: place.top - 0.7 * em }, words[at]),
  ]);
}

// Where labels go in one row, each as near to its wish as the others let it; it begins half an em before its place.
function spread(wanted, words, em, left, right) {
  const places = [];
  const wide = words.map((one) => (breadth(one) + 0.4) * em);
  wanted.forEach((wish, at) => places.push(at ? Math.max(wish, places[at - 1] + wide[at - 1]) : Math.max(wish, left)));
  let limit = right + 1.5 * em;
  for (let at = places.length - 1; at >= 0; at--) limit = places[at] = Math.min(places[at], limit - wide[at]);
  return places;
}

function you({ em, x, y, bottom, right }, { bill, self }) {
  const [across, up] = [x(bill), y(self)];
  const beyond = across + 2 * em > right;
  return [
    svg("line", { class: "chart-here", x1: across, x2: across, y1: up, y2: bottom }),
    svg("circle", { class: "chart-you", cx: across, cy: up, r: 6 }),
    svg("text", { class: "chart-name", x: across + (beyond ? -0.6 : 0.6) * em, y: up + 1.6 * em, "text-anchor": beyond ? "end" : "start" }, "你"),
  ];
}

function described({ bill, self }, breaks) {
  const turns = breaks.map(({ bill: from, name, sign }) => `${sign}${name}：${yuan(from)} 元`).join("，");
  return `你在花 ${yuan(bill)} 元、付 ${yuan(self)} 元的地方。${turns ? `线在这里转折：${turns}。` : ""}各段的数在下面的表里。`;
}
