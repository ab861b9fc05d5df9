// 花得再多一点呢: what more of the same costs, as a sentence, a curve and its table; and the question turned round.

import { curve, number } from "./curve.js";
import { el } from "./element.js";
import { cited, grouped } from "./steps.js";
import { readYuan, yuan } from "./words.js";

const MORE = 1_000; // yuan
const HIGHEST = 100_000_000; // yuan: what the core takes at most
const EACH = 100; // yuan: what the table reckons in

export function furtherOn(answer, site, core) {
  const box = el("section", { class: "no-print" });
  core.next({ case: answer.read.case, amount: MORE }).then((found) => {
    if (found.segments) box.replaceChildren(...parts(found, answer, site, core).flat().filter(Boolean));
  });
  return box;
}

function parts(found, { statement, read }, site, core) {
  const several = read.claims.length > 1;
  const now = { bill: found.bill, self: statement.self };
  return [
    el("h3", {}, "花得再多一点呢"),
    several && el("p", { class: "small muted" }, `第 ${found.claim + 1} 笔（${read.claims[found.claim].words}）变，其余的不变；你付的是全部 ${read.claims.length} 笔合起来的。`),
    found.next && el("p", {}, ...nextYuan(found.next)),
    el("figure", { class: "calc-curve" }, curve(found.segments, now), el("figcaption", { class: "small muted" }, legend(now, several && read.claims.length))),
    table(found.segments, now, site),
    reverse(read.case, found.claim, site, core),
  ];
}

function nextYuan({ self, basic_fund, critical_illness }) {
  const others = [
    ["医保基金", basic_fund],
    ["大病保险", critical_illness],
  ].filter(([, amount]) => amount > 0);
  const rest = others.map(([who, amount]) => `${who}付 ${yuan(amount)} 元`).join("，");
  return [`再多花 ${yuan(MORE)} 元（报销范围内的），你付 `, el("strong", {}, `${yuan(self)} 元`), rest && `，${rest}`, "。"];
}

function legend({ bill, self }, several) {
  const here = several ? `这一笔花 ${yuan(bill)} 元，全部 ${several} 笔一共付 ${yuan(self)} 元` : `花 ${yuan(bill)} 元，付 ${yuan(self)} 元`;
  return `● 你现在：${here}。带圈的数字是转折的地方，见下表。`;
}

// The curve in figures: from where on one pays how much of the next 100 yuan, and why.
function table(segments, now, site) {
  const rows = segments.map(({ bill_from, from, to, status, per_yuan, begins }, at) => {
    const here = now.bill >= bill_from && now.bill <= bill_from + to - from;
    const start = [at > 0 && `${number(at - 1)} `, `${yuan(bill_from)} 元`];
    return el(
      "tr",
      { "aria-current": here },
      el("td", {}, el("b", {}, start), here && el("span", { class: "state" }, " 你在这一段"), begins && [el("br"), begins.text, cited(begins.citations, site)]),
      el("td", {}, status === "ok" ? `${yuan(Number((per_yuan.self * EACH).toFixed(6)))} 元` : "算不出来"),
    );
  });
  const head = ["从多少钱起，因为什么", `每多花 ${EACH} 元，你付`].map((name) => el("th", { scope: "col" }, name));
  return el("table", { class: "plain calc-segments" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

// The bill that leads to what one would pay (yuan), or why none does. `one` and `all` say whose bill and whose payment that is
// where there are several claims: the bill is one claim's alone, the payment for all of them together.
function turned({ answer, because, message, bill_from: from, bill_to: to }, self, [one, all]) {
  if (answer !== "exact" && answer !== "interval") return grouped(because ?? message);
  if (to >= HIGHEST) return `${one}花 ${yuan(from)} 元以上，再多你${all}也只付 ${yuan(self)} 元。`;
  // Less than a yuan apart: only because payments are rounded to the fen. The roundest of them will do.
  const round = Math.ceil(from) <= to ? Math.ceil(from) : from;
  if (to - from < 1) return `${one}花到 ${yuan(round)} 元，你${all}付 ${yuan(self)} 元。`;
  return `${one}花 ${yuan(from)} 元到 ${yuan(to)} 元，你${all}都付 ${yuan(self)} 元。`;
}

// 花到多少，我要付 X 元？
function reverse(data, claim, site, core) {
  const [one, all] = data.claims.length > 1 ? [`第 ${claim + 1} 笔`, ` ${data.claims.length} 笔一共`] : ["", ""];
  const field = el("input", { id: "calc-goal", inputmode: "decimal", autocomplete: "off", maxlength: "24", "aria-describedby": "calc-goal-answer" });
  const said = el("p", { id: "calc-goal-answer", role: "status" });
  const ask = async (event) => {
    event.preventDefault();
    field.removeAttribute("aria-invalid");
    try {
      const fen = readYuan(field.value);
      if (fen === null) throw new Error("请填一个金额，例如 20,000");
      const found = await core.reverse({ case: data, claim, goal: { self: fen / 100 } });
      said.className = "";
      said.replaceChildren(...[turned(found, fen / 100, [one, all]), cited(found.citations, site)].filter(Boolean));
    } catch (error) {
      field.setAttribute("aria-invalid", "true");
      said.className = "error";
      said.replaceChildren(error.message);
    }
  };
  const form = el(
    "form",
    { class: "field calc-reverse", novalidate: true },
    el("h4", {}, "反过来算"),
    el("label", { for: "calc-goal" }, `${one}花到多少，我${all}要付这么多？`),
    el("span", { class: "with-unit" }, field, el("span", {}, "元"), el("button", { class: "button quiet" }, "倒着算")),
    said,
  );
  form.addEventListener("submit", ask);
  return form;
}
