import { afterEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";
import { createSampleFiles } from "./sample-database-files.ts";
import { inMemory, openConnection } from "./sqlite-connection.ts";
import { createSqliteThrottleRepository } from "./sqlite-throttle-repository.ts";

const samples = createSampleFiles();
afterEach(samples.removeAll);

describe("a transaction", () => {
  it("whose work throws leaves nothing behind, and the next one goes on as usual", async () => {
    const connection = openConnection({ file: inMemory, lockDeadlineMs: 100 });
    await connection.write((sql) => sql.exec("CREATE TABLE notes (text TEXT)"));
    const failing = connection.transaction((sql) => {
      sql.run("INSERT INTO notes VALUES ('half')");
      throw new Error("a bug");
    });
    await expect(failing).rejects.toThrow("a bug");
    await connection.transaction((sql) => sql.run("INSERT INTO notes VALUES ('whole')"));
    expect(await connection.read((sql) => sql.all("SELECT text FROM notes"))).toEqual([{ text: "whole" }]);
    await connection.close();
  });

  it("on a full disk is `dependency.unavailable`, writes nothing, and what is there can still be read", async () => {
    const file = await samples.newFile();
    const connection = openConnection({ file, lockDeadlineMs: 100 });
    await connection.write((sql) => sql.exec("CREATE TABLE notes (text TEXT)"));
    await connection.write((sql) => sql.run("INSERT INTO notes VALUES ('kept')"));
    await connection.read((sql) => sql.exec("PRAGMA max_page_count = 3"));
    const fill = connection.transaction((sql) => {
      sql.run("INSERT INTO notes VALUES ('half')");
      sql.run("INSERT INTO notes VALUES (:text)", { text: "x".repeat(100_000) });
    });
    await expect(fill).rejects.toMatchObject({ code: "dependency.unavailable", retryAfterSeconds: 5 });
    expect(await connection.read((sql) => sql.all("SELECT text FROM notes"))).toEqual([{ text: "kept" }]);
    await connection.close();
  });
});

describe("counters whose window is over", () => {
  it("are all removed, in parts as large as asked for, and counted; running ones stay", async () => {
    const connection = openConnection({ file: inMemory, lockDeadlineMs: 100 });
    await migrate(connection, inMemory);
    const throttles = createSqliteThrottleRepository(connection);
    for (let made = 0; made < 1_001; made += 1) await throttles.hit(`key ${made}`, 1_000, 0);
    await throttles.hit("running", 1_001, 0);
    expect(await throttles.removeOver(999, 500)).toBe(0);
    const removed = [500, 500, 500, 500].map((limit) => throttles.removeOver(1_000, limit));
    expect(await Promise.all(removed)).toEqual([500, 500, 1, 0]);
    expect(await throttles.hit("running", 1_001, 0)).toEqual({ count: 2, resetMs: 1_001 });
    await connection.close();
  });
});
