// The claims of the year that were entered before the one at hand: each the answers that were given for it.

class Year {
  claims = [];
  changing = null; // the one of them that stands in the form again
  draft = null; // what was being filled in when it was taken up
  removed = null; // {given, place, words}: the last one taken out, to bring it back
  blank = ""; // the answers of an empty form

  // All claims in order, with the answers in the form in their place: that of the one taken up, or the last.
  slots(hand) {
    const slots = [...this.claims];
    slots[this.place] = hand;
    return slots;
  }

  // Where the claim at hand stands among them.
  get place() {
    return this.changing ? this.claims.indexOf(this.changing) : this.claims.length;
  }

  // Puts the claim at hand into the list, in its place. Returns what is to be filled in next, if something waits.
  keep(hand) {
    const { draft } = this;
    this.claims[this.place] = hand;
    Object.assign(this, { changing: null, draft: null, removed: null });
    return draft;
  }

  // Takes a claim up again; `draft` is what stood in the form and is not complete, or null.
  change(place, draft) {
    const waiting = this.draft ?? draft;
    Object.assign(this, { changing: this.claims[place], draft: waiting, removed: null });
    return this.changing;
  }

  // `words` say it while it can be brought back.
  remove(place, words) {
    const [given] = this.claims.splice(place, 1);
    this.removed = { given, place, words };
  }

  bringBack() {
    this.claims.splice(this.removed.place, 0, this.removed.given);
    this.removed = null;
  }

  restart(claims) {
    Object.assign(this, { claims, changing: null, draft: null, removed: null });
  }

  // Whether an answer was given in the form that stands there empty.
  begun(hand) {
    return this.said(hand) !== this.blank;
  }

  said(hand) {
    return JSON.stringify(Object.entries(hand).filter(([, answer]) => answer));
  }
}

export const year = new Year();
