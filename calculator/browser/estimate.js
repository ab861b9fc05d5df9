// The quick estimate: settles one stay in hospital from the table in the page (scripts/render/estimate.py), long before the
// interpreter is there, and where it never comes. No rule stands here: weights, thresholds, shares and caps are the table's.
// Written as the oldest browsers understand it, and as a plain script as well as a module: it gives one global.

window.urrbmiEstimate = (function () {
  "use strict";

  // An exact amount is [whole fen, 10^-8 fen, 10^-16 fen], each part under 10^8 but the first: products of money and a
  // share in ten-thousandths then stay under 2^53, and nothing is rounded before the one rounding of a payment.
  var PART = 100000000;
  var WHOLE = 10000; // a share of all, in ten-thousandths
  var NOTHING = [0, 0, 0];

  function exact(fen) {
    return [fen, 0, 0];
  }

  function tidy(fen, upper, lower) {
    var carried = Math.floor(lower / PART);
    var whole = Math.floor((upper + carried) / PART);
    return [fen + whole, upper + carried - whole * PART, lower - carried * PART];
  }

  function plus(one, other) {
    return tidy(one[0] + other[0], one[1] + other[1], one[2] + other[2]);
  }

  function minus(one, other) {
    return tidy(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
  }

  function isPositive(amount) {
    return amount[0] >= 0 && amount[0] + amount[1] + amount[2] > 0;
  }

  function times(amount, share) {
    var fen = amount[0] * share;
    var upper = (fen % WHOLE) * PART + amount[1] * share;
    var lower = (upper % WHOLE) * PART + amount[2] * share;
    return tidy(Math.floor(fen / WHOLE), Math.floor(upper / WHOLE), Math.floor(lower / WHOLE));
  }

  function rounded(amount) {
    return amount[0] + (amount[1] * 2 >= PART ? 1 : 0);
  }

  // What tiers pay of an amount, exact; the clauses of those that were looked at go into `cites`.
  function paid(amount, tiers, cites) {
    var rest = amount;
    var sum = NOTHING;
    for (var i = 0; i < tiers.length; i++) {
      var above = minus(rest, exact(tiers[i][0]));
      if (i && !isPositive(above)) break;
      add(cites, tiers[i][2]);
      if (!isPositive(above)) break;
      var part = times(above, tiers[i][1]);
      rest = minus(rest, part);
      sum = plus(sum, part);
    }
    return sum;
  }

  function capped(fen, most, cites) {
    if (!most || fen <= most[0]) return fen;
    add(cites, most[1]);
    return most[0];
  }

  function add(cites, more) {
    for (var i = 0; i < more.length; i++) if (cites.indexOf(more[i]) < 0) cites.push(more[i]);
  }

  // What holds in a city (by name) on a day; null for a city that the table does not know.
  function eraOf(table, place, day) {
    if (!Object.prototype.hasOwnProperty.call(table.places, place)) return null;
    var spans = table.spans[table.places[place]];
    var found = spans[0][1];
    for (var i = 0; i < spans.length && spans[i][0] <= day; i++) found = spans[i][1];
    return table.eras[found];
  }

  function fundOf(table, era, stay) {
    var row = table.rows[era.stays[stay.facility]];
    var index = row ? row[table.locations.indexOf(stay.location || "local")] : null;
    return typeof index === "number" ? table.funds[index] : null;
  }

  // A decimal text ("42000.50") in fen.
  function fenOf(text) {
    var parts = String(text).split(".");
    return Number(parts[0]) * 100 + Number(((parts[1] || "") + "00").slice(0, 2));
  }

  // Adds a claim's costs up: the bill in fen; what is in scope and what counts for critical illness, exact; the clauses;
  // and whether the rules leave a kind open.
  function scopeOf(era, costs) {
    var scope = { bill: 0, inside: NOTHING, counted: NOTHING, cites: [], open: false };
    for (var kind in costs) {
      var fen = fenOf(costs[kind]);
      var shares = era.costs[kind];
      if (!fen) continue;
      scope.bill += fen;
      if (!shares) {
        scope.open = true;
        continue;
      }
      scope.inside = plus(scope.inside, times(exact(fen), shares[0]));
      scope.counted = plus(scope.counted, times(exact(fen), shares[1]));
      add(scope.cites, shares[2]);
    }
    return scope;
  }

  // Settles a case of one stay with nothing before it: {status, cost, basic_fund, critical_illness, self, citations}, in fen.
  //
  //   ok        as the rules core settles it, to the fen; citations as in a statement, each clause once
  //   unknown   the rules of that day do not settle it
  //   wait      something that only the rules core can answer
  function settle(table, question) {
    var stay = question.claims[0];
    var era = eraOf(table, question.place, stay ? stay.date : "");
    if (!era || question.claims.length !== 1 || question.earlier || stay.kind !== "inpatient") return { status: "wait" };
    var scope = scopeOf(era, stay.costs || {});
    if (scope.open) return { status: "wait" };
    if (!isPositive(scope.inside)) return answer(table, scope, 0, 0, []);
    var person = question.person || {};
    var fund = fundOf(table, era, stay);
    var insurance = table.critical[era.groups[person.group || "ordinary"]];
    return fund && insurance ? settled(table, scope, fund, insurance, person.age) : { status: "unknown", cost: scope.bill };
  }

  function settled(table, scope, fund, insurance, age) {
    var row = 0;
    while (fund.ages[row][0] < (age === undefined ? fund.ages[fund.ages.length - 1][0] : age)) row++;
    var cites = scope.cites.slice();
    var basic = capped(rounded(paid(scope.inside, fund.ages[row][1], cites)), fund.most, cites);
    var keptCites = [];
    var kept = paid(scope.inside, fund.ages[row][2], keptCites);
    var pool = minus(minus(scope.counted, exact(basic)), kept);
    var critical = capped(rounded(paid(pool, insurance.tiers, cites)), insurance.most, cites);
    if (critical && isPositive(kept)) add(cites, keptCites);
    return answer(table, scope, basic, critical, cites);
  }

  function answer(table, scope, basic, critical, cites) {
    var clauses = [];
    for (var i = 0; i < cites.length; i++) {
      var row = table.clauses[cites[i]];
      clauses.push({ provision: row[0], document: table.documents[row[1]], locator: row[2], state: row[3] });
    }
    var self = scope.bill - basic - critical;
    return { status: "ok", cost: scope.bill, basic_fund: basic, critical_illness: critical, self: self, citations: clauses };
  }

  // What the rules ask for a stay {place, date, facility, location}, as ask.js learns it from the rules core.
  function questions(table, stay) {
    var era = eraOf(table, stay.place, stay.date);
    var fund = era && fundOf(table, era, stay);
    var inside = {};
    for (var j = 0; fund && j < table.locations.length; j++) inside[table.locations[j]] = table.rows[era.stays[stay.facility]][j];
    var kinds = {};
    for (var i = 0; fund && i < table.kinds.length; i++) kinds[table.kinds[i]] = table.kinds[i] in era.costs;
    return {
      age: !!fund && fund.ages.length > 1,
      group: !!fund && differ(era.groups),
      referral: differ({ referred: inside.in_province, unreferred: inside.in_province_unreferred, settled: inside.long_term }),
      kinds: kinds,
      cap: fund && fund.most ? fund.most[0] / 100 : null,
    };
  }

  function differ(values) {
    var seen = [];
    for (var name in values) if (seen.indexOf(values[name]) < 0) seen.push(values[name]);
    return seen.length > 1;
  }

  return { settle: settle, questions: questions };
})();
