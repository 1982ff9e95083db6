import { openSqlite } from "./open-sqlite.ts";

// A process of its own for the tests: POSIX locks do not separate two connections of one process.
// Opens the file, counts tries under one key, and prints the counts it was given.
const [file = "", key = "", times = "0"] = process.argv.slice(2);
const db = await openSqlite({ file });
const counts: number[] = [];
for (let made = 0; made < Number(times); made += 1) {
  counts.push((await db.throttles.hit(key, 60_000, 0)).count);
}
await db.close();
process.stdout.write(JSON.stringify(counts));
