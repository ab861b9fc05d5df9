// The page's side of the worker: starts it, passes questions on, tells how far it is, and gives up in time.

import { Failure } from "./failure.js";

// Each sign of life starts the wait anew, so a slow line is no failure and a silent one is.
const PATIENCE = 60_000;
const SCRIPT = new URL("./worker.js", import.meta.url);
const SILENT = "等了一分钟没有动静，可能是网络断了或手机内存不够";

export class Engine {
  // `runtime` is the folder's address, `manifest` what scripts/bundle.py says of it, `keep` the cache that gets what is loaded (or null).
  // `watch(state)` hears {stage: "start" | "download" | "boot" | "ready" | "failed"}; a download with {loaded, total} in
  // bytes, a failure with {reason, message}: "old", "blocked", "memory", "network", "moved" or "silent" (failure.js), or
  // "rules" where those of a province do not come.
  constructor(runtime, manifest, keep, watch) {
    this.boot = { folder: String(runtime), manifest, keep };
    this.manifest = manifest;
    this.watch = (state) => watch((this.state = state));
    this.asked = new Map();
    this.wanted = null; // the province whose rules will be asked for
    this.worker = null;
    // Resolves once it runs and what is kept of it is written.
    this.settled = new Promise((resolve) => (this.settledNow = resolve));
    this.renew();
  }

  renew() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    // Whoever waits for it hears of a failure; that nobody does is no error.
    this.ready.catch(() => {});
  }

  // Starts the interpreter, or after a failure starts it again.
  start() {
    if (this.worker) return;
    if (this.failed) this.renew();
    this.failed = null;
    this.wait("start");
    try {
      this.worker = new Worker(SCRIPT, { type: "module" });
    } catch (error) {
      this.fail("blocked", String(error));
      return;
    }
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = async (event) => {
      event.preventDefault();
      // Only a script that came, and was not understood, has something to say.
      if (event.message) this.fail("old", event.message);
      else this.fail((await gone()) ? "moved" : "network", "下载不到计算程序");
    };
    this.worker.postMessage({ boot: this.boot });
    if (this.wanted) this.worker.postMessage({ bring: this.wanted });
  }

  hear(data) {
    if (data.progress) {
      const { loaded, total } = data.progress;
      this.wait(loaded < total ? "download" : "boot", data.progress);
    } else if (data.ready) {
      this.arm(false);
      this.watch({ stage: "ready" });
      this.resolve();
    } else if (data.settled) {
      this.settledNow();
    } else if ("id" in data) {
      const resolve = this.asked.get(data.id);
      this.asked.delete(data.id);
      this.arm(this.asked.size > 0);
      resolve?.("answer" in data ? JSON.parse(data.answer) : failure(`计算时出错：${data.failed}`));
    } else {
      this.fail(data.failed.reason, data.failed.message);
    }
  }

  wait(stage, progress = {}) {
    this.arm(true);
    this.watch({ stage, ...progress });
  }

  // Starts the wait anew, or ends it where nothing is awaited. One clock for all that is awaited: the worker answers one
  // question after the other, so many of them take long without any harm, as long as answers keep coming.
  arm(awaiting) {
    clearTimeout(this.timer);
    if (awaiting) this.timer = setTimeout(() => this.fail("silent", SILENT), PATIENCE);
  }

  fail(reason, message) {
    this.arm(false);
    this.worker?.terminate();
    this.worker = null;
    this.failed = message;
    for (const resolve of this.asked.values()) resolve(failure(message));
    this.asked.clear();
    this.watch({ stage: "failed", reason, message });
    this.reject(new Failure(reason, message));
  }

  // The answer to a question with one JSON text; never rejects: what cannot be answered is an answer that says so.
  async put(name, input) {
    let text;
    try {
      text = JSON.stringify(input) ?? "null";
    } catch (error) {
      return failure(`输入不能写成 JSON：${error.message.split("\n")[0]}`);
    }
    return this.ask({ [name]: text });
  }

  // Lets the rules of a province (code) come, before they are asked for.
  bring(code) {
    this.wanted = code;
    this.worker?.postMessage({ bring: code });
  }

  // What is in force at a place on a day.
  lookup(place, date, item) {
    return this.ask({ lookup: [place, date, item] });
  }

  // `transfer`: buffers in the question that are handed over rather than copied.
  async ask(question, transfer = []) {
    this.start();
    try {
      await this.ready;
    } catch (error) {
      return failure(`计算程序没有启动：${error.message}`);
    }
    if (!this.worker) return failure(`计算程序停了：${this.failed}`);
    return new Promise((resolve) => {
      const id = (this.last = (this.last ?? 0) + 1);
      if (!this.asked.size) this.arm(true);
      this.asked.set(id, resolve);
      this.worker.postMessage({ id, question }, transfer);
    });
  }
}

function failure(message) {
  return { status: "error", message };
}

// Whether the host no longer has the worker's script: a release that was replaced takes its files with it.
async function gone() {
  try {
    return (await fetch(SCRIPT, { method: "HEAD", cache: "no-store" })).status === 404;
  } catch {
    return false;
  }
}
