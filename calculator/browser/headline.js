// Shows a quick estimate: the three figures and their bar, with the clauses they rest on; or that it is not known.
// Written as the oldest browsers understand it, like estimate.js, whose global it completes.

(function (estimate) {
  "use strict";

  var SHARES = [
    { kind: "self", label: "你付", name: "self", limit: "（至少）" },
    { kind: "fund", label: "医保基金付", name: "basic_fund", limit: "（最多）" },
    { kind: "critical", label: "大病保险付", name: "critical_illness", limit: "（最多）" },
  ];

  // An element with its text and children; text is never read as HTML.
  function el(name, attributes, children) {
    var made = document.createElement(name);
    for (var key in attributes) made.setAttribute(key, attributes[key]);
    for (var i = 0; i < children.length; i++) {
      made.appendChild(typeof children[i] === "string" ? document.createTextNode(children[i]) : children[i]);
    }
    return made;
  }

  // Fen for reading: 11,400 or 11,400.50.
  function yuan(fen) {
    var whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return fen % 100 ? whole + "." + ("0" + (fen % 100)).slice(-2) : whole;
  }

  // Of a bill not wholly known by kind the payments are the most that is possible, and one's own part the least: this is said,
  // unless it is the same at the other end.
  function limit(share, answer, least) {
    return least && least[share.name] !== answer[share.name] ? share.limit : "";
  }

  function figure(answer, share, least) {
    var fen = answer[share.name];
    var name = el("small", {}, [el("span", { class: "swatch bar-" + share.kind }, []), share.label + limit(share, answer, least)]);
    return el("p", { class: "figure-big" }, [name, el("strong", {}, [yuan(fen)]), el("span", { class: "unit" }, ["元"])]);
  }

  function bar(answer) {
    var pieces = [];
    var words = [];
    for (var i = 0; i < SHARES.length; i++) {
      var part = answer[SHARES[i].name] / answer.cost;
      if (!part) continue;
      var piece = el("span", { class: "bar-" + SHARES[i].kind }, []);
      piece.style.width = part * 100 + "%";
      pieces.push(piece);
      words.push(SHARES[i].label + " " + Math.round(part * 1000) / 10 + "%");
    }
    return el("div", { class: "bar", role: "img", "aria-label": words.join("，") }, pieces);
  }

  // The clauses, one entry a document: its number once, then each clause as a link.
  function sources(citations, site) {
    var parts = ["依据："];
    var seen = {};
    var last = "";
    for (var i = 0; i < citations.length; i++) {
      var one = citations[i];
      if (seen[one.document + one.locator]) continue;
      seen[one.document + one.locator] = true;
      parts.push(one.document === last ? "、" : (last ? "；" : "") + one.document + " ");
      last = one.document;
      var address = site.document(one.document, one.provision);
      parts.push(address ? el("a", { href: address }, [one.locator]) : one.locator);
      if (site.states[one.state]) parts.push(" ", el("span", { class: "state" }, [site.states[one.state]]));
    }
    return el("p", { class: "small muted" }, [el("span", { class: "calc-sources" }, parts)]);
  }

  function heading(text, about) {
    return [el("h2", { id: "calc-answer", tabindex: "-1" }, [text]), el("p", { class: "small muted" }, [about])];
  }

  // `answer` is the estimate's, `about` says in words what was asked; `least` is the estimate with all
  // that has no kind out of scope, null where all has its kind.
  // `site` has document(number, provision) -> address, and the words of `states`. Gives elements.
  function view(answer, about, least, site) {
    if (answer.status === "unknown") {
      var words = "收录的文件里，没有这一天、这样住院的全部规定，所以算不出来，也不猜。";
      return heading("算不出来", about).concat([el("p", {}, [words])]);
    }
    var figures = [];
    for (var i = 0; i < SHARES.length; i++) figures.push(figure(answer, SHARES[i], least));
    var parts = [el("div", { class: "figures-row calc-figures" }, figures)];
    if (answer.cost) parts.push(bar(answer));
    var found = heading("算出来了", about).concat([el("div", { class: "calc-top" }, parts)]);
    return answer.citations.length ? found.concat([sources(answer.citations, site)]) : found;
  }

  estimate.view = view;
  estimate.yuan = yuan;
})(window.urrbmiEstimate);
