// Times the loop of bench_loop.py in the Pyodide of the built site, under Node, for scripts/bench.py:
//
//   node bench.mjs job.json     prints the seconds of one case
//
// The job names a folder with Pyodide's files, the loop, the policy, the cases and how many rounds to run.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { options } from "../calculator/browser/python.js";

const { folder, loop, policy, cases, rounds } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide(options(folder, join(folder, "python_stdlib.zip")));
python.FS.mkdir("/bench");
python.FS.writeFile("/bench/bench_loop.py", loop);
python.pyimport("sys").path.insert(0, "/bench");
console.log(python.pyimport("bench_loop").seconds(policy, python.toPy(cases), rounds));
