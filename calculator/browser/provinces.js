// What comes for each province by itself, when somebody picks a city of it: its rules, or what the page has to know of it.

import { Delivery } from "./delivery.js";
import { Failure } from "./failure.js";

export class Provinces {
  // `files` is the manifest of the provinces' files, by their codes; the others as in Delivery.
  constructor(folder, files, keep) {
    this.delivery = new Delivery(folder, files, keep, () => {});
    this.texts = new Map();
  }

  // (A promise of) the text of a province's file, which is fetched once; after a failure it is fetched again.
  bring(code) {
    if (!this.texts.has(code)) this.texts.set(code, this.text(code));
    const text = this.texts.get(code);
    text.catch(() => this.texts.delete(code)); // whoever waits for it hears of it as well
    return text;
  }

  async text(code) {
    try {
      const text = await this.delivery.text(code);
      await this.delivery.whole(code);
      return text;
    } catch (error) {
      const { reason, message } = this.delivery.failure ?? error;
      throw new Failure(reason === "moved" ? "moved" : "rules", message);
    }
  }
}
