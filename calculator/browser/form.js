// The form: what was answered, as a case for the rules core, or the errors beside their fields.
//
// read(form, asked) gives what the form says, the claims of the list (year.js) and the one at hand together:
//
//   case      as the rules core takes it: place, person, earlier, claims
//   claims    one for each of case.claims, in the same order: {claim, words, where, kinds, total, rest, open, filled, asked}
//               claim   as in case.claims                      words    "3月10日 住院 三甲大医院 本市 42,000 元"
//               where   where it was, in words ("" where the kind does not ask)
//               kinds   whether costs came by kind             total    in fen
//               rest    fen that came without a kind and count as class A; 0 where no kinds are asked
//               open, filled   kinds of cost that the rules leave open, left empty and filled in
//               asked   what the rules ask for this claim, null while that is not decided
//   left      a sentence where the claim at hand is begun but not complete, and so not in the case; else ""
//   unpaid    of an earlier stay, what was left empty, in words
//   errors    {field's name: message}, in the form's order; the case is complete only without errors
//   lacking   the same of the claim at hand, where it is left out
//   where, kinds, total, rest, open, filled   of the only claim, where there is one; else of no meaning
//
// `asked` is what the rules ask (ask.js), null while that is not decided: {age, group, cap, referral, kinds, claims,
// hand}, where `claims` has {age, group, cap, referral, kinds} for each claim of the list and the one at hand, in order, `hand` is the
// place of the latter, and cap, referral and kinds are its own.

import { readClaim, readWhole, sampleClaim } from "./case.js";
import { answersAtHand, answersOnCase, inOrder, label } from "./fields.js";
import { moneyOf } from "./kinds.js";
import { day, dayOfYear, isDay, yuan } from "./words.js";
import { year } from "./year.js";

export function read(form, asked = null) {
  const whole = readWhole(answersOnCase(form), asked?.cap ?? null);
  const slots = year.slots(answersAtHand(form));
  const claims = slots.map((given, at) => ({ given, asked: asked?.claims[at] ?? null, ...readClaim(given, asked?.claims[at]) }));
  const hand = claims[year.place];
  // What is being filled in does not hold up the claims of the list.
  const leave = claims.length > 1 && Object.keys(hand.errors).length > 0;
  const counted = leave ? claims.filter((one) => one !== hand) : claims;
  const told = counted.map((one) => inWords(form, one, severalYears(slots)));
  const settled = { place: whole.place, person: whole.person, claims: told.map(({ claim }) => claim) };
  if (whole.earlier) settled.earlier = whole.earlier;
  const left = leave && year.begun(hand.given);
  const errors = claims.map((one, at) => (one === hand ? !leave && one.errors : ofLine(one, at)));
  const { where, kinds, total, rest, open, filled } = told[0];
  return {
    case: settled,
    claims: told,
    left: left ? leftOut(form, hand) : "",
    unpaid: whole.unpaid,
    errors: inOrder(form, Object.assign({}, whole.errors, ...errors)),
    lacking: left ? inOrder(form, hand.errors) : {},
    ...{ where, kinds, total, rest, open, filled },
  };
}

// What to ask the rules about: {claims, hand}, the claims as in Questions.forAll, and which of them is the one at hand.
export function asking(form, today) {
  const { place } = answersOnCase(form);
  const claims = year.slots(answersAtHand(form)).map((given) => {
    const { key: money, kinds: offered } = moneyOf(given);
    return { place, claim: sampleClaim(isDay(given.date) ? given : { ...given, date: today }), money, offered };
  });
  return { claims, hand: year.place };
}

// The claims of the list in words.
export function lines(form) {
  const several = severalYears(year.claims);
  return year.claims.map((given) => inWords(form, { given, ...readClaim(given) }, several).words);
}

const severalYears = (slots) => new Set(slots.map(({ date }) => date?.slice(0, 4))).size > 1;

// A line of the list has one place for what is wrong with it: the button that opens it again.
function ofLine({ errors }, at) {
  const [first] = Object.values(errors);
  return first && { [`claim-${at}`]: `${first}（点“修改”）` };
}

const leftOut = (form, { given, errors }) =>
  `正在填的这一笔（${label(form, "kind", given.kind)}）还没有算进去：${Object.values(errors)[0]}。`;

// A claim in the words of the answers that were chosen; `several`: the year has to be said.
function inWords(form, { given, errors, ...read }, several) {
  const where = whereInWords(form, given);
  const chosen = ["kind", "disease", "first_batch", "mode", "list", "facility_level"].map((name) => label(form, name, given[name]));
  const hospital = label(form, "level", given.level) || label(form, "class", given.class);
  const when = several ? day(given.date) : dayOfYear(given.date);
  return { ...read, where, words: [when, ...chosen, hospital, where, `${yuan(read.total / 100)} 元`].filter(Boolean).join(" ") };
}

function whereInWords(form, { where, inside, outside }) {
  const how = label(form, "inside", inside) || label(form, "outside", outside);
  return how ? `${label(form, "where", where)}（${how}）` : label(form, "where", where);
}
