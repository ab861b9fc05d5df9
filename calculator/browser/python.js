// How the interpreter is started and asked: the same in the browser's worker and in the build's self-check.

// Only the standard library and the rules core are delivered, so the list of further packages (which would be one more
// download, and would point to an outside server) is replaced by an empty one.
const noPackages = () => ({
  info: { arch: "wasm32", platform: "emscripten", version: "0.29.4", python: "3.13.2", abi_version: "2025_0" },
  packages: {},
});

// The options for Pyodide: where its files are, and the zip with the standard library and the core.
export function options(indexURL, stdLibURL) {
  return { indexURL, stdLibURL, lockFileContents: noPackages(), packageBaseUrl: indexURL, fullStdLib: false };
}

// The rules core's Interface, with Pyodide's way of handing it bytes. `bring(province)` gives (a promise of) the text of the rules
// of a province (code) that are not in the policy.
export function connect(pyodide, policyText, bring) {
  return { core: pyodide.pyimport("urrbmi.interface").Interface(policyText), toPy: pyodide.toPy, bring };
}

// What the core is asked with one JSON text: a case, or a request about one.
export const QUESTIONS = ["settle", "compare", "change", "next", "reverse"];

// Answers one question with a JSON text: {name: text} for one of QUESTIONS, {"lookup": [place, date, item]},
// {"open_spreadsheet": [bytes, name]}, or {"settle_rows": [start, stop]} of the spreadsheet that was opened last.
// Where the core lacks a province's rules they are brought, and it is asked again.
export async function answer(face, question) {
  for (;;) {
    const text = put(face, question);
    const [, absent] = ABSENT.exec(text) ?? [];
    if (!absent) return text;
    face.core.join(await face.bring(absent));
  }
}

const ABSENT = /^\{"absent": "(\w+)"\}$/;

function put({ core, toPy }, question) {
  const [[name, given]] = Object.entries(question);
  if (name === "open_spreadsheet") return opened(core, toPy, given);
  // Python takes what is left out for None, and null for something else.
  return core[name](...[given].flat().filter((part) => part !== null && part !== undefined));
}

function opened(core, toPy, [bytes, name]) {
  const view = toPy(new Uint8Array(bytes));
  try {
    return core.open_spreadsheet(view, name);
  } finally {
    view.destroy();
  }
}
