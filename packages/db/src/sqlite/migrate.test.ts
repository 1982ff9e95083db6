import { DatabaseSync } from "node:sqlite";
import { searchTerms, type UserRecord } from "@cloudpix/domain";
import { afterEach, describe, expect, it } from "vitest";
import { inParallel } from "../repositories/in-parallel.ts";
import { sampleFiles, sampleShareLink, sampleUser } from "../repositories/sample-records.ts";
import { openSqlite } from "./open-sqlite.ts";
import { createSampleFiles } from "./sample-database-files.ts";
import { migrations } from "./schema.ts";

const samples = createSampleFiles();
afterEach(samples.removeAll);

const columnsOf = (record: object) => Object.keys(record).join(", ");
const valuesOf = (record: object) =>
  Object.keys(record)
    .map((name) => `:${name}`)
    .join(", ");

/** A file as the first version of CloudPix left it: its tables and its columns. */
const olderFile = async (records: Record<string, object[]>) => {
  const file = await samples.newFile();
  const older = new DatabaseSync(file);
  older.exec("PRAGMA journal_mode = WAL");
  older.exec(migrations[0] ?? "");
  older.exec("PRAGMA user_version = 1");
  for (const [table, rows] of Object.entries(records)) {
    for (const row of rows) {
      const stored = Object.entries(row).map(([name, value]) => {
        if (typeof value === "boolean") return [name, Number(value)];
        return [name, typeof value === "object" && value !== null ? JSON.stringify(value) : value];
      });
      older
        .prepare(`INSERT INTO ${table} (${columnsOf(row)}) VALUES (${valuesOf(row)})`)
        .run(Object.fromEntries(stored));
    }
  }
  older.close();
  return file;
};

describe("a file of an earlier CloudPix", () => {
  const names = ["ÉTÉ à la mer.JPG", "Straße.png", "plain.txt"];
  const files = sampleFiles(3).map((file, index) => ({ ...file, fileName: names[index] ?? "" }));
  const userId = files[0]?.userId ?? "";
  const user: UserRecord = sampleUser({ userId });
  const link = sampleShareLink({ userId });
  const { closedAt: _closedAt, spaceChangedAt: _spaceChangedAt, ...olderUser } = user;
  const olderFiles = files.map(({ verifiedDate: _, ...file }) => file);
  const open = async () =>
    openSqlite({ file: await olderFile({ users: [olderUser], files: olderFiles, shareLinks: [link] }) });

  it("a user whose links never ended by default is read with the product's default", async () => {
    const endless = { ...olderUser, linkDefaults: { expirationDays: null } };
    const db = await openSqlite({ file: await olderFile({ users: [endless] }) });
    expect(await db.users.get(userId)).toEqual({ ...user, linkDefaults: { expirationDays: 30 } });
    await db.close();
  });

  it("keeps its rows, and its users are open", async () => {
    const db = await open();
    expect(await db.users.get(userId)).toEqual(user);
    expect(await db.shareLinks.get(link.linkId)).toEqual(link);
    expect((await db.shareLinks.listByUser(userId, { limit: 10 })).shareLinks).toEqual([link]);
    const page = await db.files.list(userId, { statuses: ["active"], sort: "oldest", limit: 10 });
    expect(page.files).toEqual(files.map((file) => ({ ...file, verifiedDate: file.statusDate })));
    await db.close();
  });

  it("takes none of its uploads for verified, and of its files only those that are active", async () => {
    const [verifying, trashed] = sampleFiles(2);
    const rows = [
      { ...verifying, status: "verifying" },
      { ...trashed, status: "trashed" },
    ].map(({ verifiedDate: _, ...row }) => row);
    const db = await openSqlite({ file: await olderFile({ files: rows }) });
    for (const { userId: owner = "", fileId = "" } of rows) {
      expect(await db.files.get(owner, fileId)).toMatchObject({ verifiedDate: null });
    }
    await db.close();
  });

  it("finds and sorts its files by name in any letter case", async () => {
    const db = await open();
    const list = async (text: string) =>
      (
        await db.files.list(userId, {
          statuses: ["active"],
          sort: "name",
          terms: searchTerms(text),
          limit: 10,
        })
      ).files.map(({ fileName }) => fileName);
    expect(await list("été")).toEqual(["ÉTÉ à la mer.JPG"]);
    expect(await list("ÉTÉ")).toEqual(["ÉTÉ à la mer.JPG"]);
    expect(await list("STRAßE")).toEqual(["Straße.png"]);
    expect(await list("")).toEqual(["plain.txt", "Straße.png", "ÉTÉ à la mer.JPG"]);
    await db.close();
  });

  it("is brought to today's tables once, though several open it at the same moment", async () => {
    const file = await olderFile({ users: [olderUser], files: olderFiles });
    const opened = await inParallel(4, () => openSqlite({ file }));
    for (const db of opened) {
      expect((await db.files.measure(userId, ["active"])).fileCount).toBe(3);
      await db.close();
    }
  });

  it("is waited for while another process is bringing it to today's tables, longer than for any other lock", async () => {
    const file = await olderFile({ users: [olderUser], files: olderFiles });
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    setTimeout(() => {
      other.exec("ROLLBACK");
      other.close();
    }, 200);
    const db = await openSqlite({ file, lockDeadlineMs: 20 });
    expect(await db.users.get(userId)).toEqual(user);
    await db.close();
  });
});
