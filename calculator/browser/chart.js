// What the charts share: SVG elements, round figures for the axes, a frame, and being drawn for the width there is.

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

// A box whose chart is drawn anew where its width or the size of type changes: draw({width, em}) gives the SVG.
export function fitted(draw) {
  const box = document.createElement("div");
  box.className = "chart";
  let drawn = "";
  new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    const em = parseFloat(getComputedStyle(box).fontSize);
    if (!width || drawn === `${width} ${em}`) return;
    drawn = `${width} ${em}`;
    box.replaceChildren(draw({ width, em }));
  }).observe(box);
  return box;
}

// The whole picture with its name and what it says, for those who do not see it.
export function picture({ width, height }, id, title, description, ...parts) {
  const how = { role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-labelledby": `${id}-title ${id}-words` };
  return svg("svg", how, svg("title", { id: `${id}-title` }, title), svg("desc", { id: `${id}-words` }, description), parts);
}

// Where things are: margins for the labels, and x and y from amounts to pixels. `above` is room (em) over the plot.
export function plan({ width, em }, most, above) {
  const height = Math.round(Math.min(Math.max(width * 0.6, 17 * em), 24 * em));
  const [left, right, top, bottom] = [3.6 * em, width - 1.2 * em, above * em, height - 2 * em];
  return {
    ...{ width, height, em, left, right, top, bottom },
    x: (amount) => left + (amount / most.x) * (right - left),
    y: (amount) => bottom - (amount / most.y) * (bottom - top),
  };
}

// The lines and figures of the upright axis.
export const upright = (place, figures) =>
  figures.map((figure) => [
    svg("line", { class: figure ? "chart-grid" : "chart-base", x1: place.left, x2: place.right, y1: place.y(figure), y2: place.y(figure) }),
    svg("text", { class: "chart-figure", x: place.left - 0.4 * place.em, y: place.y(figure) + 0.35 * place.em, "text-anchor": "end" }, short(figure)),
  ]);

// Round figures from 0 to the first one that is not below `most`, about so many.
export function round(most, about) {
  const rough = Math.max(most, 1) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((times) => times * power >= rough) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => Math.round(at * step * 100) / 100);
}

// 8,000, then 1.5万: as short as an axis needs it.
export const short = (amount) =>
  amount < 10_000 ? amount.toLocaleString("zh-CN") : `${Number((amount / 10_000).toFixed(4)).toLocaleString("zh-CN")}万`;

// About how wide words are, in em.
export const breadth = (words) => [...words].reduce((sum, sign) => sum + (sign > "\u2000" ? 1 : 0.6), 0);
