// The first thing that page.js loads: in a browser that understands its words but lacks what it calls, nothing may begin, so
// that old.js stands in whole.

const LACKING = [[].at, Object.hasOwn, Element.prototype.replaceChildren, String.prototype.replaceAll].some((one) => !one);

if (LACKING) throw new Error("this browser is too old for the full calculator");
