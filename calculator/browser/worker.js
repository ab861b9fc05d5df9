// The worker: starts the interpreter, then answers one question after the other, so that the page never freezes.
//
// In:  {boot: {folder, manifest, keep}} once, then {id, question}, or {bring: a province's code} where its rules will be needed
// Out: {progress: {loaded, total}} often, {ready: true} or {failed: {reason, message}} once, {settled: true} when what is
//      kept on this device is written, then {id, answer} or {id, failed}

import { Delivery } from "./delivery.js";
import { checkWebAssembly, reasonOf } from "./failure.js";
import { Provinces } from "./provinces.js";
import { answer, connect, options } from "./python.js";

let face = null;
let provinces = null;
let last = Promise.resolve();

self.onmessage = ({ data }) => {
  if (data.boot) begin(data.boot);
  else if (data.bring) provinces.bring(data.bring);
  else last = last.then(() => put(data));
};

async function put({ id, question }) {
  try {
    self.postMessage({ id, answer: await answer(face, question) });
  } catch (error) {
    const message = String(error?.message ?? error);
    // Without the rules of a province nothing can be said, and nothing may be taken for unknown.
    self.postMessage(error?.reason ? { failed: { reason: error.reason, message } } : { id, failed: message });
  }
}

async function begin({ folder, manifest, keep }) {
  const report = (loaded, total) => self.postMessage({ progress: { loaded, total } });
  const delivery = new Delivery(folder, manifest.files, keep, report);
  provinces = new Provinces(folder, manifest.provinces, keep);
  try {
    checkWebAssembly();
    face = await boot(delivery, String(folder));
    self.postMessage({ ready: true });
    await delivery.settled();
    self.postMessage({ settled: true });
  } catch (thrown) {
    const error = delivery.failure ?? thrown;
    self.postMessage({ failed: { reason: reasonOf(error), message: String(error?.message ?? error) } });
  }
}

function boot(delivery, folder) {
  return new Promise((resolve, reject) => {
    const wasm = compiled(delivery);
    const library = delivery.response("library", "application/zip");
    const policy = delivery.text("policy");
    const loader = delivery.module("loader");
    const script = delivery.module("script");
    // Pyodide waits for ever when the WebAssembly fails, so each part's failure is the whole's.
    for (const part of [wasm, library, policy, loader, script]) part.catch(reject);
    takeOver(wasm, library);
    Promise.all([loader, script])
      .then(([{ loadPyodide }]) => loadPyodide(options(folder, new URL("library", folder).href)))
      .then(async (python) => connect(python, await policy, (code) => provinces.bring(code)))
      .then(resolve, reject);
  });
}

// Compiles while the bytes arrive; where that fails (some web views cannot) once more from the whole file.
async function compiled(delivery) {
  try {
    return await WebAssembly.compileStreaming(await delivery.response("wasm", "application/wasm"));
  } catch {
    await delivery.whole("wasm");
    if (delivery.failure) throw delivery.failure;
    const whole = await delivery.response("wasm", "application/wasm");
    return WebAssembly.compile(await whole.arrayBuffer());
  }
}

// Pyodide fetches its WebAssembly and its library itself, under fixed names and not gzipped. It is given what was
// delivered instead.
function takeOver(wasm, library) {
  const original = self.fetch.bind(self);
  self.fetch = (address, ...rest) => {
    const name = String(address).split("/").pop();
    if (name === "library") return library;
    if (name === "pyodide.asm.wasm") return Promise.resolve(new Response());
    return original(address, ...rest);
  };
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const module = await wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}
