// Which questions matter for the claims at hand: the core itself is asked whether another answer would change what is paid,
// so a question appears exactly where the rules in force make a difference, and no rule is written down twice.

// Yuan: a claim that the year's cap does not touch, then one far above every deductible, so that any difference shows.
const BILLS = [30_000, 300_000];
const INSIDE = ["in_province", "in_province_unreferred", "long_term"];

export class Questions {
  // `core` is {settle, lookup}, `words` the words of the rules' dimensions.
  constructor(core, words) {
    Object.assign(this, { core, words });
    this.forget();
  }

  // After a failure: what was answered is no answer.
  forget() {
    this.known = new Map();
  }

  // What to ask for claims, the one at hand among them: as in form.js. Each is {place, claim, money, offered}: a
  // claim without its money, what the rules core calls that, and the kinds of cost it can have (all, where not said).
  async forAll(asking, hand) {
    const claims = await Promise.all(asking.map((one) => this.forOne(one)));
    const any = (name) => claims.some((asked) => asked[name]);
    const { referral, kinds, cap } = claims[hand];
    return { age: any("age"), group: any("group"), cap, referral, kinds, claims, hand };
  }

  // What to ask for one claim: {age, group, referral, kinds, cap}. `kinds` maps each kind of cost to whether it can be settled
  // at all; `cap` is what the fund pays in a year at most (yuan), null where it is not known.
  forOne(one) {
    const key = JSON.stringify(one);
    if (!this.known.has(key)) this.known.set(key, this.find(one));
    return this.known.get(key);
  }

  async find(one) {
    // All at once: to ask one after the other would start the interpreter again where it has just failed.
    const plain = this.outcome(one, {});
    const differs = async (change) => (await this.outcome(one, change)) !== (await plain);
    const any = async (changes) => (await Promise.all(changes.map(differs))).includes(true);
    const groups = Object.keys(this.words.group).filter((group) => group !== "ordinary");
    const places = "location" in one.claim ? INSIDE : [];
    const [age, group, outcomes, kinds, cap] = await Promise.all([
      any([{ person: { age: 1 } }, { person: { age: 14 } }]),
      any(groups.map((name) => ({ person: { group: name } }))),
      Promise.all(places.map((location) => this.outcome(one, { location }))),
      one.money === "costs" ? this.settles(one) : {},
      this.figure(one.place, one.claim.date, "annual_fund_cap"),
    ]);
    return { age, group, referral: new Set(outcomes).size > 1, kinds, cap };
  }

  async figure(place, date, item) {
    const value = (await this.core.lookup(place, date, item)).values?.[0]?.value;
    return typeof value === "number" ? value : null;
  }

  // For each kind of cost whether a claim with it can be settled; empty where no claim can.
  async settles(one) {
    const kinds = Object.keys(this.words.cost).filter((kind) => !one.offered || one.offered.includes(kind));
    const found = await Promise.all(
      ["class_a", ...kinds].map(async (kind) => [kind, (await this.settle(one, [{ [kind]: BILLS[0] }])).status]),
    );
    return found[0][1] === "ok" ? Object.fromEntries(found.map(([kind, is]) => [kind, is === "ok"])) : {};
  }

  async outcome(one, { person, ...moved }) {
    const bills = BILLS.map((yuan) => (one.money === "costs" ? { class_a: yuan } : yuan));
    const { status, years = [], critical_illness } = await this.settle({ ...one, claim: { ...one.claim, ...moved } }, bills, person);
    return JSON.stringify([status, years.flatMap((year) => year.claims.map((claim) => claim.basic_fund)), critical_illness]);
  }

  settle({ place, claim, money }, bills, person = {}) {
    return this.core.settle({ place, person, claims: bills.map((bill) => ({ ...claim, [money]: bill })) });
  }
}
