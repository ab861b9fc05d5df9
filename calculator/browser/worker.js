// The worker: starts the interpreter, then answers one question after the other, so that the page never freezes.
//
// In:  {boot: {folder, files}} once, then {id, question}
// Out: {progress: {loaded, total}} often, {ready: true} or {failed: message} once, then {id, answer} or {id, failed}

import { Delivery } from "./delivery.js";
import { answer, connect, options } from "./python.js";

let face = null;

self.onmessage = async ({ data }) => {
  if (data.boot) {
    try {
      face = await boot(data.boot);
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: String(error?.message ?? error) });
    }
    return;
  }
  try {
    self.postMessage({ id: data.id, answer: answer(face, data.question) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error?.message ?? error) });
  }
};

function boot({ folder, files }) {
  const delivery = new Delivery(folder, files, (loaded, total) => self.postMessage({ progress: { loaded, total } }));
  return new Promise((resolve, reject) => {
    if (typeof WebAssembly !== "object") reject(new Error("这个浏览器不支持 WebAssembly"));
    const wasm = compiled(delivery);
    const library = delivery.response("library", "application/zip");
    const policy = delivery.text("policy");
    const loader = delivery.module("loader");
    const script = delivery.module("script");
    // Pyodide waits for ever when the WebAssembly fails, so each part's failure is the whole's.
    for (const part of [wasm, library, policy, loader, script]) part.catch(reject);
    takeOver(wasm, library);
    Promise.all([loader, script])
      .then(([{ loadPyodide }]) => loadPyodide(options(String(folder), new URL("library", folder).href)))
      .then(async (python) => connect(python, await policy))
      .then(resolve, reject);
  });
}

// Compiles while the bytes arrive; where that fails (some web views cannot) once more from the whole file.
async function compiled(delivery) {
  try {
    return await WebAssembly.compileStreaming(await delivery.response("wasm", "application/wasm"));
  } catch {
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
