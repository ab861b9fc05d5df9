// Prints the rows of a Parquet file as JSON, a day as 2025-01-01: a reader that shares no code with the writer.
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";

const file = await asyncBufferFromFile(process.argv[2]);
const rows = await parquetReadObjects({ file });
const plain = (content) => {
  if (typeof content === "bigint") return Number(content);
  return content instanceof Date ? content.toISOString().slice(0, 10) : content;
};
for (const row of rows) {
  for (const name in row) row[name] = plain(row[name]);
}
process.stdout.write(JSON.stringify(rows));
