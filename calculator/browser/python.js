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

// The face of the rules core: texts in, a JSON text out.
export function connect(pyodide, policyText) {
  return pyodide.pyimport("urrbmi.interface").Interface(policyText);
}

// What the face is asked with one JSON text: a case, or a request about one.
export const QUESTIONS = ["settle", "compare", "change", "next", "reverse"];

// Answers one question: {name: text} for one of QUESTIONS, or {"lookup": [place, date, item]}. Python takes what is left
// out for None, and null for something else.
export function answer(face, question) {
  const [[name, given]] = Object.entries(question);
  return face[name](...[given].flat().filter((part) => part !== null && part !== undefined));
}
