// Sets the remembered colours and size of type before the first paint; site.js offers the switches.
// Some browsers refuse storage (private windows, blocked cookies): the page then keeps to the system's setting.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    ["theme", "type"].forEach(function (name) {
      var value = localStorage.getItem("urrbmi." + name);
      if (value) root.setAttribute("data-" + name, value);
    });
  } catch (refused) {}
})();
