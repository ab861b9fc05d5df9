// Compresses files with brotli, two at a time and more where the machine can; for scripts/compress.py.
//
//   node brotli.mjs quality file target [file target …]

import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const [quality, ...paths] = process.argv.slice(2);

async function write(file, target) {
  const data = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: Number(quality),
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  await writeFile(target, await compress(data, { params }));
}

const pairs = Array.from({ length: paths.length / 2 }, (_, at) => paths.slice(2 * at, 2 * at + 2));
await Promise.all(pairs.map((pair) => write(...pair)));
