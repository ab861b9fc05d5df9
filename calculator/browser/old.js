// Stands in where page.js did not start: in browsers that know no modules or too little of the language, or when it was not
// downloaded. It is written as the oldest understand it, and settles one stay in hospital from the table in the page
// (estimate.js) and the questions of the form that everybody is asked.
window.addEventListener("load", function () {
  "use strict";

  if (window.urrbmi) return; // page.js is at work

  var form = document.getElementById("calc-form");
  var result = document.getElementById("calc-result");
  var config = JSON.parse(document.getElementById("calc-config").textContent);
  var inPage = document.getElementById("calc-estimate");
  var table = inPage ? JSON.parse(inPage.textContent) : null; // null as long as that of the chosen province has not come
  var site = {
    states: config.states,
    document: function (number, provision) {
      var path = config.documents[number];
      return path ? config.root + path + "#" + provision : "";
    },
  };

  // The checked one of some radio buttons, or the field itself; null where nothing was chosen.
  function field(name) {
    for (var i = 0; i < form.elements.length; i++) {
      var one = form.elements[i];
      if (one.name === name && (one.type !== "radio" || one.checked)) return one;
    }
    return null;
  }

  function value(name) {
    var found = field(name);
    return found ? found.value : "";
  }

  function label(name) {
    return field(name).nextElementSibling.firstChild.nodeValue;
  }

  // Parts of the form that go with one answer, or that the rules ask for.
  function unfold() {
    var parts = form.querySelectorAll("[data-with]");
    for (var i = 0; i < parts.length; i++) {
      var wanted = parts[i].getAttribute("data-with").split("=");
      parts[i].hidden = value(wanted[0]) !== wanted[1];
    }
    var asked = form.querySelectorAll('[data-asked="referral"]');
    for (var j = 0; j < asked.length; j++) asked[j].hidden = !referral();
  }

  // Where provinces come apart each has a table of its own, which comes when it is chosen, and a city of another is none.
  function bring() {
    var file = config.manifest.details[value("province")];
    var city = field("place");
    if (city && city.type === "radio") city.checked = false;
    table = null;
    if (!file) return;
    var request = new XMLHttpRequest();
    request.onload = function () {
      if (request.status !== 200 || config.manifest.details[value("province")] !== file) return;
      var details = JSON.parse(request.responseText);
      table = details.estimate;
      config.documents = details.documents;
      unfold();
    };
    request.open("GET", config.root + "calculator/" + config.manifest.runtime + "/" + file.name);
    request.send();
  }

  function referral() {
    return table && urrbmiEstimate.questions(table, { place: value("place"), date: day(), facility: facility() || "class_1" }).referral;
  }

  // 2025-3-10, 2025/3/10 and 2025年3月10日 too: an old browser shows a plain text field for the date.
  function day() {
    var found = /^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(value("date"));
    return found ? found[1] + "-" + ("0" + found[2]).slice(-2) + "-" + ("0" + found[3]).slice(-2) : "";
  }

  function facility() {
    var chosen = value("class");
    if (chosen !== "class_2") return chosen;
    return value("level") ? "class_2_" + value("level") : "";
  }

  function where() {
    if (value("where") === "outside") return value("outside");
    return value("where") === "in_province" && referral() ? value("inside") : value("where");
  }

  // The total as a decimal text; empty where it is no amount up to 100 million yuan.
  function total() {
    var found = /^(\d{1,9})(?:\.(\d{0,10}))?([万亿])?$/.exec(value("total").replace(/[,，\s¥￥]|元$/g, ""));
    if (!found) return "";
    var places = { 万: 6, 亿: 10 }[found[3]] || 2;
    var decimals = ((found[2] || "") + "0000000000").slice(0, 10);
    var fen = Number(found[1] + decimals.slice(0, places));
    if (!fen || fen > 10000000000 || Number(decimals.slice(places))) return "";
    return Math.floor(fen / 100) + "." + ("0" + (fen % 100)).slice(-2);
  }

  // What still has to be answered, in words; empty where nothing has.
  function lacking() {
    if (value("kind") !== "inpatient") return "现在只能估算一次住院；请把费用选成“住院”。";
    if (!value("place")) return "请选参保的市。";
    if (!table) return "这个省的规定还没有下载到；请等一会儿再点，还不行就请检查网络，重新选一次省。";
    if (!day()) return "请填出院的日期，例如 2025-03-10。";
    if (!facility()) return "请选医院的类别。";
    if (!where()) return "请选是怎么去看的。";
    if (!total()) return "请填一共花了多少钱，只写数字，例如 42000。";
    return "";
  }

  function say(text) {
    result.textContent = "";
    var words = document.createElement("p");
    words.appendChild(document.createTextNode(text));
    result.appendChild(words);
  }

  // The stay that was filled in, all of its costs of one kind.
  function settled(kind) {
    var costs = {};
    costs[kind] = total();
    var stay = { kind: "inpatient", date: day(), facility: facility(), location: where(), costs: costs };
    return urrbmiEstimate.settle(table, { place: value("place"), claims: [stay] });
  }

  function answer() {
    unfold();
    var lack = lacking();
    if (lack) return say(lack);
    var found = settled("class_a");
    var about = [value("place"), day() + " 出院", label("class"), label("where"), "一共花了 " + urrbmiEstimate.yuan(found.cost) + " 元", "按成年人、一般居民算"];
    var parts = urrbmiEstimate.view(found, about.join(" · "), settled("uncovered"), site);
    result.textContent = "";
    for (var i = 0; i < parts.length; i++) result.appendChild(parts[i]);
  }

  // The other questions are for the calculator alone.
  function leaveOut() {
    var parts = form.querySelectorAll("details, #calc-add, [data-rare]");
    for (var i = 0; i < parts.length; i++) parts[i].hidden = true;
  }

  document.getElementById("calc-old").hidden = false;
  leaveOut();
  if (value("province")) bring(); // there is only one
  unfold();
  form.onchange = function (event) {
    if (event.target.name === "province") bring();
    unfold();
  };
  form.onsubmit = function () {
    answer();
    return false;
  };
  form.querySelector('[type="submit"]').disabled = false;
});
