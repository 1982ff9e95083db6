import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { sampleFile, sampleShareLink, sampleUser } from "../repositories/sample-records.ts";
import { openSqlite } from "./open-sqlite.ts";
import { prepareFile } from "./prepare-file.ts";
import { createSampleFiles } from "./sample-database-files.ts";
import { migrations } from "./schema.ts";
import { openConnection } from "./sqlite-connection.ts";
import { requireSqliteVersion } from "./sqlite-version.ts";

const samples = createSampleFiles();
afterEach(samples.removeAll);

describe("a database file", () => {
  it("keeps everything when it is opened again", async () => {
    const file = await samples.newFile();
    const [user, image, link] = [sampleUser(), sampleFile(), sampleShareLink()];
    const run = { id: "cleanup", at: user.createdAt, details: { removed: 1 } } as const;
    const before = await openSqlite({ file });
    await before.users.create(user);
    await before.files.create(image);
    await before.shareLinks.create(link);
    await before.throttles.hit("key", 60_000, 0);
    expect(await before.runs.get("cleanup")).toBeNull();
    await before.runs.put(run);
    await before.close();

    const after = await openSqlite({ file });
    expect(await after.users.get(user.userId)).toEqual(user);
    expect(await after.files.get(image.userId, image.fileId)).toEqual(image);
    expect(await after.shareLinks.get(link.linkId)).toEqual(link);
    expect((await after.throttles.hit("key", 60_000, 0)).count).toBe(2);
    expect(await after.runs.get("cleanup")).toEqual(run);
    await after.close();
  });

  it("shows what one connection wrote to the other at once", async () => {
    const file = await samples.newFile();
    const [web, worker] = [await openSqlite({ file }), await openSqlite({ file })];
    const user = sampleUser();
    await web.users.create(user);
    expect(await worker.users.get(user.userId)).toEqual(user);
    await web.close();
    await worker.close();
  });

  it("is opened for durable writes: a log that is synchronised with every answer, and foreign keys", async () => {
    const file = await samples.newFile();
    const connection = openConnection({ file, lockDeadlineMs: 100 });
    await prepareFile(connection, file);
    const settings = ["journal_mode", "synchronous", "foreign_keys"];
    const values = await connection.read((sql) => settings.map((name) => sql.all(`PRAGMA ${name}`)[0]));
    expect(values).toEqual([{ journal_mode: "wal" }, { synchronous: 2 }, { foreign_keys: 1 }]);
    await connection.close();
  });

  it("is readable by its owner only, side files included", async () => {
    const file = await samples.newFile();
    const db = await openSqlite({ file });
    for (const path of [file, `${file}-wal`, `${file}-shm`]) expect((await stat(path)).mode & 0o077).toBe(0);
    await db.close();
  });

  it("from a newer CloudPix is refused with a sentence that says what to do, and stays as it was", async () => {
    const file = await samples.newFile();
    const newer = migrations.length + 1;
    const other = new DatabaseSync(file);
    other.exec(`PRAGMA user_version = ${newer}`);
    await expect(openSqlite({ file })).rejects.toMatchObject({
      name: "AppError",
      message: expect.stringMatching(/written by a newer CloudPix.*Please start the newer CloudPix/),
    });
    expect(other.prepare("PRAGMA user_version").get()).toEqual({ user_version: newer });
    other.close();
  });

  it("that is no database is refused by name and not as a passing trouble", async () => {
    const file = await samples.newFile();
    await writeFile(file, "no database, but long enough to be taken for one. ".repeat(100));
    await expect(openSqlite({ file })).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining(`${file} is damaged`),
    });
  });

  it("in a folder that is not there is `dependency.unavailable`", async () => {
    const file = join(dirname(await samples.newFile()), "missing", "cloudpix.db");
    await expect(openSqlite({ file })).rejects.toMatchObject({ code: "dependency.unavailable" });
  });
});

describe("a file that is opened for reading alone", () => {
  const open = (file: string) => openSqlite({ file, readOnly: true });

  it("is read, takes no change, and is the same afterwards with nothing beside it", async () => {
    const file = await samples.newFile();
    const user = sampleUser();
    const before = await openSqlite({ file });
    await before.users.create(user);
    await before.close();
    const bytes = await readFile(file);
    const db = await open(file);
    expect(await db.users.get(user.userId)).toEqual(user);
    await expect(db.users.create(sampleUser())).rejects.toMatchObject({ code: "dependency.unavailable" });
    await db.close();
    expect((await readFile(file)).equals(bytes)).toBe(true);
    expect(await readdir(dirname(file))).toEqual([basename(file)]);
  });

  it("shows what somebody who has it open writes", async () => {
    const file = await samples.newFile();
    const [web, status] = [await openSqlite({ file }), await open(file)];
    const user = sampleUser();
    await web.users.create(user);
    expect(await status.users.get(user.userId)).toEqual(user);
    await status.close();
    await web.close();
  });

  it("is not made where there is none", async () => {
    const file = await samples.newFile();
    await expect(open(file)).rejects.toMatchObject({ code: "dependency.unavailable" });
    expect(await readdir(dirname(file))).toEqual([]);
  });

  it("from an older CloudPix is refused with a sentence that says what to do, and stays as it was", async () => {
    const file = await samples.newFile();
    const older = new DatabaseSync(file);
    older.exec(`PRAGMA journal_mode = WAL; ${migrations[0]}; PRAGMA user_version = 1`);
    await expect(open(file)).rejects.toMatchObject({
      code: "internal",
      message: expect.stringMatching(/written by an older CloudPix.*Please start this one/),
    });
    expect(older.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    older.close();
  });
});

describe("the SQLite in this Node.js", () => {
  it.each(["3.51.3", "3.51.10", "3.52.0", "4.0.0"])("%s is new enough", (version) => {
    expect(() => requireSqliteVersion(version)).not.toThrow();
  });

  it.each(["3.51.2", "3.50.9", "2.99.9", "3.9.99"])("%s is refused by name", (version) => {
    expect(() => requireSqliteVersion(version)).toThrow(`SQLite ${version}`);
  });
});
