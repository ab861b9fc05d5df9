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

// The face of the rules core: settle(caseText) and lookup(place, date, item), all texts in, a JSON text out.
export function connect(pyodide, policyText) {
  return pyodide.pyimport("urrbmi.interface").Interface(policyText);
}

// Answers one question: {"settle": caseText} or {"lookup": [place, date, item]}. Python takes what is left out for None,
// and null for something else.
export function answer(face, { settle, lookup }) {
  return lookup ? face.lookup(...lookup.filter((part) => part !== null && part !== undefined)) : face.settle(settle);
}
