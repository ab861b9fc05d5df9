// Which questions matter for the stay at hand: the core itself is asked whether another answer would change what is paid,
// so a question appears exactly where the rules in force make a difference, and no rule is written down twice.

const STAY = 100_000; // far above every deductible, so that any difference shows

// What to ask: {age, group, referral, kinds}. `kinds` maps each kind of cost to whether it can be settled at all.
export async function questions(settle, stay, words) {
  const plain = await outcome(settle, stay, {});
  const differs = async (change) => (await outcome(settle, stay, change)) !== plain;
  const any = async (changes) => (await Promise.all(changes.map(differs))).includes(true);
  const groups = Object.keys(words.group).filter((group) => group !== "ordinary");
  const [age, group, referral, kinds] = await Promise.all([
    any([{ person: { age: 1 } }, { person: { age: 14 } }]),
    any(groups.map((name) => ({ person: { group: name } }))),
    differsBetween(settle, stay, { location: "in_province" }, { location: "in_province_unreferred" }),
    settles(settle, stay, Object.keys(words.cost)),
  ]);
  return { age, group, referral, kinds };
}

async function differsBetween(settle, stay, one, other) {
  const outcomes = await Promise.all([outcome(settle, stay, one), outcome(settle, stay, other)]);
  return outcomes[0] !== outcomes[1];
}

// For each kind of cost whether a stay with it can be settled; empty where no stay can.
async function settles(settle, stay, kinds) {
  const found = await Promise.all(
    ["class_a", ...kinds].map(async (kind) => [kind, await status(settle, stay, { [kind]: STAY })]),
  );
  return found[0][1] === "ok" ? Object.fromEntries(found.map(([kind, is]) => [kind, is === "ok"])) : {};
}

async function status(settle, stay, costs) {
  return (await settle(caseOf(stay, { costs }))).status;
}

async function outcome(settle, stay, change) {
  const { status: is, basic_fund, critical_illness } = await settle(caseOf(stay, change));
  return JSON.stringify([is, basic_fund, critical_illness]);
}

function caseOf({ place, date, facility, location }, change) {
  const { person = {}, costs = { class_a: STAY }, ...moved } = change;
  return { place, person, claims: [{ kind: "inpatient", date, facility, location, costs, ...moved }] };
}
