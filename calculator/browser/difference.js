// 为什么不一样？ What changes between one's own place and year and another, rule by rule, adding up to the difference.

import { el } from "./element.js";
import { cited } from "./steps.js";
import { day, more, yuan } from "./words.js";

// A panel, and buttons that fill it: {panel, why(place, year, words, class, label)}.
export function explainer(data, core, site) {
  const panel = el("div", { class: "calc-why", role: "group", hidden: true });
  let last = 0;
  const explain = async (place, year) => {
    const turn = ++last;
    const found = await core.change({ case: data, to: { place, year } });
    if (turn !== last) return;
    panel.replaceChildren(...reasons(found, site).flat().filter(Boolean));
    panel.hidden = false;
    panel.firstElementChild.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  };
  const why = (place, year, words, look, label) => {
    const button = el("button", { type: "button", class: look, "aria-label": label }, words);
    button.addEventListener("click", () => explain(place, year));
    return button;
  };
  return { panel, why };
}

const title = (words) => el("h5", { tabindex: "-1" }, words);

function reasons({ status, message, from, to, difference, parts, missing }, site) {
  if (status === "error") return [title("这次没有算出来"), el("p", {}, message)];
  const heading = title(`为什么不一样：${where(from)} → ${where(to)}`);
  if (status !== "ok") {
    return [heading, el("p", {}, "有一边算不出来，缺："), el("ul", {}, missing.map(({ name, item }) => el("li", {}, name ?? item)))];
  }
  return [
    heading,
    el("p", {}, `从付 ${yuan(from.self)} 元到付 ${yuan(to.self)} 元，一项一项换成那边的规定：`),
    el("ul", { class: "calc-parts" }, parts.map((part) => reason(part, site))),
    el("p", {}, "合起来：", el("strong", {}, more(difference.self)), "。"),
  ];
}

const where = ({ place, date }) => `${place} ${day(date)}`;

function reason({ item, name, dimensions, before, after, self, citations_before, citations_after, ...paid }, site) {
  const address = site.item(item)?.address;
  const details = Object.entries(dimensions ?? {}).map(([dimension, value]) => site.word(dimension, value)).join("，");
  const words = before === null && after === null ? "" : ` ${before ?? "未收录"} → ${after ?? "未收录"}`;
  return el(
    "li",
    {},
    el("span", { class: "calc-step" }, el("span", {}, address ? el("a", { href: address }, name) : name, details && `（${details}）`, words), el("b", {}, self ? more(self) : "你付的一样")),
    !self && el("span", { class: "small muted calc-sources" }, others(paid)),
    cited(citations_before, site, "原来的依据："),
    cited(citations_after, site, "换成的依据："),
  );
}

// What moves between the two that pay, where one's own part stays the same.
const others = ({ basic_fund, critical_illness }) => `医保基金${more(basic_fund)}，大病保险${more(critical_illness)}`;
