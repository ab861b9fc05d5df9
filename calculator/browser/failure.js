// Why the calculator does not start: "old" (the browser cannot run it), "blocked" (it may not), "memory", "network",
// "moved" (the site has a newer release than this page) or "silent" (nothing moves).

export class Failure extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

// The smallest module, and one that catches an exception, as Python's WebAssembly does.
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
const CATCHING = Uint8Array.of(...EMPTY, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11);

// Throws a Failure where the interpreter cannot run, before 4 MB are fetched for nothing.
export function checkWebAssembly() {
  if (typeof WebAssembly !== "object") {
    throw new Failure("blocked", "这个浏览器关掉了 WebAssembly（例如苹果的“锁定模式”）");
  }
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    throw new Failure("blocked", "浏览器或网站的安全设置不许运行 WebAssembly");
  }
  if (!WebAssembly.validate(CATCHING)) throw new Failure("old", "这个浏览器的 WebAssembly 太旧");
}

// The reason of any error of the start. What is none of the others is most often something that an old browser lacks.
export function reasonOf(error) {
  const memory = error instanceof RangeError || /out of memory|memory allocation|allocate memory/i.test(error?.message);
  return error?.reason ?? (memory ? "memory" : "old");
}
