// Fetches the runtime's files, each gzipped where the browser can unpack that itself, and counts the bytes on their way.

const unpacks = typeof DecompressionStream === "function";

export class Delivery {
  // `folder` is the runtime folder's address, `files` its manifest, `report(loaded, total)` hears of every piece.
  constructor(folder, files, report) {
    this.folder = folder;
    this.files = files;
    this.report = report;
    this.total = Object.values(files).reduce((sum, file) => sum + (unpacks ? file.packed : file.size), 0);
    this.loaded = 0;
  }

  // The file's content as a stream of plain bytes.
  async stream(name) {
    const file = this.files[name];
    let response = unpacks ? await this.fetched(file.name + ".gz") : null;
    // A host that leaves out .gz files still has the plain one.
    if (!response?.ok) response = await this.fetched(file.name);
    if (!response.ok) throw new Error(`下载不到 ${file.name}（${response.status}）`);
    const pieces = response.body.getReader();
    const first = await this.piece(pieces);
    const content = new ReadableStream({
      start: (target) => (first ? target.enqueue(first) : target.close()),
      pull: async (target) => {
        const next = await this.piece(pieces);
        if (next) target.enqueue(next);
        else target.close();
      },
      cancel: (reason) => pieces.cancel(reason),
    });
    // Some hosts declare .gz files as encoded, and then the browser has unpacked them already: the bytes tell.
    const packed = unpacks && first?.[0] === 0x1f && first[1] === 0x8b;
    return packed ? content.pipeThrough(new DecompressionStream("gzip")) : content;
  }

  // The file's content as a response of the right type, whatever type the host gives it.
  async response(name, type) {
    return new Response(await this.stream(name), { headers: { "Content-Type": type } });
  }

  // The file's content as text.
  async text(name) {
    return (await this.response(name, "text/plain; charset=utf-8")).text();
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

  fetched(name) {
    return fetch(new URL(name, this.folder));
  }

  async piece(pieces) {
    const { done, value } = await pieces.read();
    if (done) return null;
    // A file that is fetched a second time must not count beyond the whole.
    this.loaded = Math.min(this.total, this.loaded + value.length);
    this.report(this.loaded, this.total);
    return value;
  }
}
