// Which questions matter for the stay at hand: the core itself is asked whether another answer would change what is paid,
// so a question appears exactly where the rules in force make a difference, and no rule is written down twice.

// Yuan: a stay that the year's cap does not touch, then one far above every deductible, so that any difference shows.
const STAYS = [30_000, 300_000];

// What to ask: {age, group, referral, kinds, cap}. `kinds` maps each kind of cost to whether it can be settled at all; `cap`
// is what the fund pays in a year at most (yuan), null where it is not known.
export async function questions({ settle, lookup }, stay, words) {
  const plain = await outcome(settle, stay, {});
  const differs = async (change) => (await outcome(settle, stay, change)) !== plain;
  const any = async (changes) => (await Promise.all(changes.map(differs))).includes(true);
  const groups = Object.keys(words.group).filter((group) => group !== "ordinary");
  const inside = ["in_province", "in_province_unreferred", "long_term"];
  const [age, group, referral, kinds, cap] = await Promise.all([
    any([{ person: { age: 1 } }, { person: { age: 14 } }]),
    any(groups.map((name) => ({ person: { group: name } }))),
    differ(inside.map((location) => outcome(settle, stay, { location }))),
    settles(settle, stay, Object.keys(words.cost)),
    figure(lookup(stay.place, stay.date, "annual_fund_cap")),
  ]);
  return { age, group, referral, kinds, cap };
}

async function differ(outcomes) {
  return new Set(await Promise.all(outcomes)).size > 1;
}

async function figure(answer) {
  const value = (await answer).values?.[0]?.value;
  return typeof value === "number" ? value : null;
}

// For each kind of cost whether a stay with it can be settled; empty where no stay can.
async function settles(settle, stay, kinds) {
  const found = await Promise.all(
    ["class_a", ...kinds].map(async (kind) => [kind, await status(settle, stay, { [kind]: STAYS[0] })]),
  );
  return found[0][1] === "ok" ? Object.fromEntries(found.map(([kind, is]) => [kind, is === "ok"])) : {};
}

async function status(settle, stay, costs) {
  return (await settle(caseOf(stay, { bills: [costs] }))).status;
}

async function outcome(settle, stay, change) {
  const { status: is, years = [], critical_illness } = await settle(caseOf(stay, change));
  return JSON.stringify([is, years.flatMap((year) => year.claims.map((claim) => claim.basic_fund)), critical_illness]);
}

function caseOf({ place, date, facility, location }, change) {
  const { person = {}, bills = STAYS.map((yuan) => ({ class_a: yuan })), ...moved } = change;
  return { place, person, claims: bills.map((costs) => ({ kind: "inpatient", date, facility, location, costs, ...moved })) };
}
