// Brings the runtime's files: from what this device has kept, else from the host in the smallest form that it gives.
//
// A host that compresses with brotli gives the plain file smallest. From every other the gzipped file is fetched and
// unpacked here, so that even a host that compresses nothing sends few bytes.

import { Failure } from "./failure.js";

const SMALLER_THAN_GZIP = new Set(["br", "zstd"]);
const compressed = (response) => SMALLER_THAN_GZIP.has(response.headers.get("Content-Encoding"));

export class Delivery {
  // `folder` is the runtime folder's address, `files` its manifest, `keep` the name of the cache that gets what was
  // fetched (null: nothing is kept), `report(loaded, total)` hears of every piece: bytes on the wire.
  constructor(folder, files, keep, report) {
    this.folder = folder;
    this.files = files;
    this.keep = keep;
    this.report = report;
    this.ways = new Map(); // for each file on its way: bytes on the wire in all, the part of it that has come, what was wrong
    this.keeping = [];
  }

  // The file's content as a response, of this type where one is asked for, whatever type and form the host gives it.
  async response(name, type = "") {
    const file = this.files[name];
    const kept = await this.kept(file);
    const response = kept ?? (await this.fetched(file));
    const way = { wire: kept ? 0 : onTheWire(response, file), part: 0 };
    this.ways.set(name, way);
    const keep = this.keep && !kept;
    const right = isPlain(response, file) && response.headers.get("Content-Type")?.startsWith(type);
    if (right) return this.direct(response, file, way, keep);
    return new Response(await this.unpacked(response, file, way, keep), { headers: { "Content-Type": type } });
  }

  // As it came: so the browser hands it on itself, and remembers what it has compiled of it. A copy is counted, and kept.
  async direct(response, file, way, keep) {
    const pieces = response.clone().body.getReader();
    const copy = this.counted(pieces, await this.piece(pieces), file, file.size, way);
    way.passed = keep ? this.put(response.url, new Response(copy)) : copy.pipeTo(new WritableStream());
    way.passed.catch(() => {}); // what is wrong with the file stands in way.wrong, and a full device is no wrong of it
    return response;
  }

  // As a stream of plain bytes, unpacked here where the host gave it gzipped.
  async unpacked(response, file, way, keep) {
    const pieces = response.body.getReader();
    const first = await this.piece(pieces);
    // Some hosts declare .gz files as encoded, and then the browser has unpacked them already: the bytes tell.
    const packed = first?.[0] === 0x1f && first[1] === 0x8b;
    let content = this.counted(pieces, first, file, packed ? file.packed : file.size, way);
    if (keep) {
      const [mine, copy] = content.tee();
      this.put(new URL(formOf(response, file), this.folder), new Response(copy));
      content = mine;
    }
    return packed ? content.pipeThrough(new DecompressionStream("gzip")) : content;
  }

  // The file's content as text.
  async text(name) {
    return (await this.response(name)).text();
  }

  // Imports the file as a module. Where the site forbids scripts from memory it is fetched again, plain.
  async module(name) {
    const script = await (await this.response(name, "text/javascript")).blob();
    const address = URL.createObjectURL(script);
    try {
      return await import(address);
    } catch {
      return await import(new URL(this.files[name].name, this.folder));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  // The kept file, if there is one and it is whole: what a device has lost a part of is fetched again, in place of it.
  // Names carry the content's hash, so whichever release kept it, it is this one.
  async kept(file) {
    try {
      for (const form of [`${file.name}.gz`, file.name]) {
        const address = new URL(form, this.folder);
        const found = await caches.match(address, { ignoreVary: true });
        const own = found && form === file.name ? await remembered(address) : null;
        if (own) return own;
        const size = (await found?.clone().blob())?.size;
        if ([file.size, file.packed].includes(size)) return found;
      }
    } catch {
      // Private windows and insecure pages keep nothing.
    }
    return null;
  }

  async fetched({ name }) {
    if (await this.compresses()) {
      const plain = await this.get(name);
      if (plain.ok && compressed(plain)) return plain;
      plain.body?.cancel();
    }
    const packed = await this.get(`${name}.gz`);
    if (packed.ok) return packed;
    // A host that leaves out .gz files still has the plain one.
    const plain = await this.get(name);
    // A release that was replaced since the page was opened takes its files with it.
    if (!plain.ok) throw this.failed(`下载不到 ${name}（${plain.status}）`, plain.status === 404 ? "moved" : "network");
    return plain;
  }

  // Whether the host compresses well: this script has just come from it, so the browser's own copy tells.
  compresses() {
    this.asked ??= fetch(import.meta.url, { cache: "force-cache" }).then(compressed, () => false);
    return this.asked;
  }

  // The host is asked whether it still has it so: a file that once came in part is not taken from the browser's cache again.
  async get(name) {
    try {
      return await fetch(new URL(name, this.folder), { cache: "no-cache" });
    } catch {
      throw this.failed(`下载不到 ${name}（网络断了）`);
    }
  }

  // The rest after the first piece, counted: what ends too early or too late is not the file, and must not be kept.
  counted(pieces, first, file, size, way) {
    let seen = 0;
    const pass = (target, piece) => {
      if (piece) {
        seen += piece.length;
        way.part = Math.min(1, seen / size);
        this.tell();
        target.enqueue(piece);
      } else if (seen === size) target.close();
      else target.error((way.wrong = this.failed(`${file.name} 没有下载完整（${seen} / ${size}）`)));
    };
    return new ReadableStream({
      start: (target) => pass(target, first),
      pull: async (target) => pass(target, await this.piece(pieces, way)),
      cancel: (reason) => pieces.cancel(reason),
    });
  }

  async piece(pieces, way = {}) {
    try {
      const { done, value } = await pieces.read();
      return done ? null : value;
    } catch {
      throw (way.wrong = this.failed("下载中断了"));
    }
  }

  // What went wrong first is remembered: on its way through a stream or a compiler an error may become another one.
  failed(message, reason = "network") {
    this.failure ??= new Failure(reason, message);
    return this.failure;
  }

  // Puts a copy into the cache while it passes. What breaks off is not stored.
  put(address, copy) {
    const stored = caches.open(this.keep).then((cache) => cache.put(address, copy));
    this.keeping.push(stored.catch(() => {})); // a full device calculates all the same
    return stored;
  }

  // Resolves when the file has passed, and rejects with what was wrong with it.
  async whole(name) {
    const way = this.ways.get(name);
    await way?.passed?.catch(() => {});
    if (way?.wrong) throw way.wrong;
  }

  // Resolves when all that could be kept is kept.
  settled() {
    return Promise.all(this.keeping);
  }

  tell() {
    // Before every file has an answer nobody knows how much it will be.
    if (this.ways.size < Object.keys(this.files).length) return;
    const ways = [...this.ways.values()];
    const total = ways.reduce((sum, { wire }) => sum + wire, 0);
    this.report(Math.round(ways.reduce((sum, { wire, part }) => sum + wire * part, 0)), total);
  }
}

// Not so for a kept copy: that has no address.
const isPlain = (response, { name }) => response.url.endsWith(`/${name}`);

// The same from the browser's own cache, if it is still there: of that the browser also remembers what it compiled.
const remembered = (address) => fetch(address, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);

// Which of the two forms of a file a response holds: its address says it, unless the host has led elsewhere.
const formOf = (response, { name }) => (new URL(response.url).pathname.endsWith(name) ? name : `${name}.gz`);

// How many bytes a response takes on the wire: as it says, else as the build has measured.
function onTheWire(response, file) {
  const { name, size, packed, brotli } = file;
  const plain = compressed(response) ? brotli : size;
  return Number(response.headers.get("Content-Length")) || (formOf(response, file) === name ? plain : packed);
}
