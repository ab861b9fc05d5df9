// The claims of the year above the form: each in a line, to be taken up again or taken out; another is added below.

import { readClaim } from "./case.js";
import { el } from "./element.js";
import { answersAtHand, fill, showErrors } from "./fields.js";
import { lines } from "./form.js";
import { unfold } from "./parts.js";
import { year } from "./year.js";

export class YearList {
  // `asked()` is what the rules ask for the claim at hand, null while that is not known; `changed()` hears of each change.
  constructor(form, asked, changed) {
    Object.assign(this, { form, asked, changed });
    this.section = form.querySelector("#calc-year");
    this.title = form.querySelector("#calc-year-title");
    this.next = form.querySelector("#calc-hand");
    this.button = form.querySelector("#calc-add");
    this.button.addEventListener("click", () => this.add());
  }

  // Makes the form ready for another claim, or for what waits to be filled in further.
  begin(date, draft) {
    for (const folded of this.form.querySelectorAll("[data-claim] details")) folded.open = false;
    fill(this.form, { date }, true);
    this.unfold();
    year.blank = year.said(answersAtHand(this.form));
    if (draft) fill(this.form, draft, true);
    this.show();
  }

  // Whether nothing is entered, neither here nor in the form.
  isEmpty() {
    return !year.claims.length && !year.begun(answersAtHand(this.form));
  }

  unfold() {
    unfold(this.form, year.claims.map(({ kind }) => kind));
  }

  show() {
    const { claims, changing, removed } = year;
    const words = lines(this.form);
    this.section.hidden = !claims.length && !removed;
    this.section.querySelector("ol").replaceChildren(...claims.map((given, place) => this.line(given, place, words[place])));
    const gone = this.section.querySelector("[data-removed]");
    const back = button("撤销", "撤销删除", "back", () => this.bringBack());
    gone.replaceChildren(...(removed ? [`已删除：${removed.words}`, back] : []));
    gone.hidden = !removed;
    this.next.hidden = !claims.length;
    this.next.textContent = changing ? `修改第 ${year.place + 1} 笔` : "再填一笔";
    this.button.textContent = changing ? "改好了，放回去" : "再加一笔（同一年的）";
    this.unfold();
  }

  line(given, place, words) {
    if (given === year.changing) return el("li", {}, el("span", {}, words), el("span", { class: "muted" }, "正在下面修改"));
    return el(
      "li",
      {},
      el("span", {}, words),
      el(
        "span",
        { class: "calc-line-buttons" },
        button("修改", `修改 ${words}`, `claim-${place}`, () => this.change(place)),
        button("删除", `删除 ${words}`, `remove-${place}`, () => this.remove(place, words)),
      ),
      el("p", { class: "error", "data-error": `claim-${place}`, role: "alert", hidden: true }),
    );
  }

  // The claim at hand goes into the list, if it is complete.
  add() {
    const hand = answersAtHand(this.form);
    const wrong = showErrors(this.form, readClaim(hand, this.asked()).errors);
    if (wrong) return wrong.focus();
    this.begin(hand.date, year.keep(hand));
    this.goTo(this.title);
  }

  change(place) {
    const hand = answersAtHand(this.form);
    const complete = !Object.keys(readClaim(hand, this.asked()).errors).length;
    const draft = complete ? year.keep(hand) : year.begun(hand) ? hand : null;
    this.begin(hand.date, year.change(place, draft));
    this.goTo(this.next);
  }

  remove(place, words) {
    year.remove(place, words);
    this.show();
    this.changed();
    this.form.elements.back.focus();
  }

  bringBack() {
    const { place } = year.removed;
    year.bringBack();
    this.show();
    this.changed();
    this.form.elements[`claim-${place}`].focus();
  }

  goTo(title) {
    showErrors(this.form, {});
    this.changed();
    title.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  }
}

function button(text, name, field, press) {
  const made = el("button", { type: "button", class: "button quiet", name: field, "aria-label": name }, text);
  made.addEventListener("click", press);
  return made;
}
