// Runs Pyodide under Node for scripts/bundle.py, which says what to do in a JSON file:
//
//   node bundle.mjs freeze job.json   asks the core in a full Pyodide, notes which modules that took, packs just these
//   node bundle.mjs check job.json    boots the finished bundle and answers the same questions with it
//   node bundle.mjs gather job.json   makes one file of each module and of all that it imports
//
// Paths in the job are absolute. A failure ends with exit status 1 and its reason on standard error.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { answer, connect, options } from "../calculator/browser/python.js";

const [, , task, jobFile] = process.argv;
const job = JSON.parse(readFileSync(jobFile, "utf8"));
const bring = async (province) => readFileSync(job.provinces[province], "utf8");

// Python's own bytes: a Buffer is not taken for one.
const bytes = (path) => new Uint8Array(readFileSync(path));

const tasks = {
  async freeze() {
    const python = await booted(job.pyodide);
    const library = python.pyimport("sys").path.toJs().find((path) => path.endsWith(".zip"));
    // Python imports the core from the archive as it is: unpacking would load modules that the core does not need.
    python.FS.writeFile("/core.zip", bytes(job.core));
    python.FS.mkdir("/freeze");
    python.FS.writeFile("/freeze/freeze.py", bytes(job.freeze));
    const path = python.pyimport("sys").path;
    for (const folder of ["/freeze", "/core.zip"]) path.insert(0, folder);
    for (const name of job.imports) python.pyimport(name);
    await ask(python);
    const freeze = python.pyimport("freeze");
    const names = freeze.loaded(library);
    writeFileSync(job.zip, freeze.pack(library, names, "/core.zip", job.modules).toJs());
    return names.toJs();
  },

  async check() {
    mkdirSync(job.work, { recursive: true });
    const folder = mkdtempSync(join(job.work, "check-"));
    try {
      // What the browser will unpack is what is booted, under the names that Pyodide looks for under Node.
      for (const [name, packed] of Object.entries(job.packed)) writeFileSync(join(folder, name), gunzipSync(readFileSync(packed)));
      return await ask(await booted(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },

  async gather() {
    await build({
      entryPoints: job.modules,
      outdir: job.made,
      bundle: true,
      minify: true,
      format: "esm",
      charset: "utf8",
      logLevel: "silent",
    });
    return null;
  },
};

async function booted(folder) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")));
  return loadPyodide(options(folder, join(folder, "python_stdlib.zip")));
}

async function ask(python) {
  const policy = readFileSync(job.policy, "utf8");
  const face = connect(python, policy, bring);
  const answers = [];
  for (const question of job.questions) answers.push(await answer(face, question));
  return answers;
}

try {
  writeFileSync(job.result, JSON.stringify(await tasks[task]()));
} catch (error) {
  console.error(String(error?.message ?? error));
  process.exit(1);
}
