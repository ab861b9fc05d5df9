// Runs pytest inside Pyodide under Node, from local files alone:
//
//   node pyodide.mjs job.json
//
// The job names folders of this machine and where Python finds them, the folders it imports from, its working folder, and
// the arguments of pytest. The exit status is that of pytest; what it prints goes to standard output.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const { pyodide, mounts, imports, folder, environment, pytest } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));

const python = await loadPyodide({ env: environment });
for (const [at, from] of Object.entries(mounts)) {
  python.FS.mkdirTree(at);
  python.mountNodeFS(at, from);
}
python.FS.chdir(folder);
const path = python.pyimport("sys").path;
for (const each of imports) path.insert(0, each);
process.exitCode = python.pyimport("pytest").main(python.toPy(pytest));
