import { toInstant } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sampleFile, sampleShareLink, sampleUser } from "../repositories/sample-records.ts";
import { migrate } from "./migrate.ts";
import {
  inMemory,
  openConnection,
  type Sql,
  type SqliteConnection,
  type Values,
} from "./sqlite-connection.ts";
import { createSqliteDatabase } from "./sqlite-database.ts";

const Step = z.object({ detail: z.string() });

/** A connection that also remembers how SQLite means to find the rows of every statement it is given. */
const explaining = (connection: SqliteConnection, plans: Map<string, string[]>): SqliteConnection => {
  const explain = (sql: Sql, text: string, values?: Values) => {
    const steps = sql.all(`EXPLAIN QUERY PLAN ${text}`, values).map((step) => Step.parse(step).detail);
    plans.set(text, steps);
  };
  const watched = (sql: Sql): Sql => ({
    ...sql,
    all: (text, values) => {
      explain(sql, text, values);
      return sql.all(text, values);
    },
    run: (text, values) => {
      explain(sql, text, values);
      return sql.run(text, values);
    },
  });
  return {
    read: (work) => connection.read((sql) => work(watched(sql))),
    write: (work) => connection.write((sql) => work(watched(sql))),
    transaction: (work) => connection.transaction((sql) => work(watched(sql))),
    close: connection.close,
  };
};

describe("the cost of a call does not grow with what is stored", () => {
  const plans = new Map<string, string[]>();
  const connection = openConnection({ file: inMemory, lockDeadlineMs: 100 });
  const db = createSqliteDatabase(explaining(connection, plans));
  beforeAll(() => migrate(connection, inMemory));
  afterAll(connection.close);

  const stepsOf = async (call: () => Promise<unknown>) => {
    plans.clear();
    await call();
    expect(plans.size).toBeGreaterThan(0);
    return [...plans.values()].flat();
  };
  const user = sampleUser();
  const file = sampleFile();
  const link = sampleShareLink();
  const now = toInstant(new Date());
  const { userId, fileId } = file;

  it("a page of one status walks its own index range and nothing else", async () => {
    const steps = await stepsOf(() => db.files.list(userId, { statuses: ["active"], limit: 10 }));
    expect(steps).toContain(
      "SEARCH files USING COVERING INDEX filesByStatus (userId=? AND status=? AND fileId<?)",
    );
  });

  it("a page of several statuses and one kind walks one index range for each status", async () => {
    const steps = await stepsOf(() =>
      db.files.list(userId, { statuses: ["active", "trashed"], kind: "image", limit: 10, before: fileId }),
    );
    const walk =
      "SEARCH files USING COVERING INDEX filesByKind (userId=? AND status=? AND kind=? AND fileId<?)";
    expect(steps.filter((step) => step === walk)).toHaveLength(2);
  });

  it("the sweep for pending thumbnails passes over no file that has its thumbnail", async () => {
    expect(await stepsOf(() => db.files.listPendingThumbnails(now, 10))).toEqual([
      "SEARCH files USING INDEX filesPendingThumbnail (statusDate<?)",
    ]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["users.create", () => db.users.create(user)],
    ["users.create with an e-mail in use", () => db.users.create({ ...sampleUser(), email: user.email })],
    ["users.get", () => db.users.get(user.userId)],
    ["users.findByEmail", () => db.users.findByEmail(user.email)],
    ["users.update", () => db.users.update(user.userId, { name: "x" })],
    ["users.endSessions", () => db.users.endSessions(user.userId)],
    ["users.reserveBytes", () => db.users.reserveBytes(user.userId, 10 ** 9)],
    ["users.releaseBytes", () => db.users.releaseBytes(user.userId, 1)],
    ["users.correctUsedBytes", () => db.users.correctUsedBytes(user.userId, 0, 1)],
    ["files.create", () => db.files.create(file)],
    ["files.get", () => db.files.get(userId, fileId)],
    ["files.list", () => db.files.list(userId, { statuses: ["active", "trashed"], limit: 10 })],
    ["files.update", () => db.files.update(userId, fileId, { width: 1 }, { status: ["active"] })],
    ["files.remove", () => db.files.remove(userId, fileId, { thumbnailState: ["none"] })],
    ["files.sumBytes", () => db.files.sumBytes(userId)],
    ["files.listByStatusBefore", () => db.files.listByStatusBefore("trashed", now, 10)],
    ["shareLinks.create", () => db.shareLinks.create(link)],
    ["shareLinks.get", () => db.shareLinks.get(link.linkId)],
    ["shareLinks.listByFile", () => db.shareLinks.listByFile(userId, fileId)],
    ["shareLinks.countLive", () => db.shareLinks.countLive(userId, [fileId], now)],
    ["shareLinks.countAccess", () => db.shareLinks.countAccess(link.linkId, now)],
    ["shareLinks.revoke", () => db.shareLinks.revoke(userId, link.linkId, now)],
    ["shareLinks.revokeByFile", () => db.shareLinks.revokeByFile(userId, fileId, now)],
    ["shareLinks.removeByFile", () => db.shareLinks.removeByFile(userId, fileId)],
    ["shareLinks.removeDue", () => db.shareLinks.removeDue(now, 10)],
    ["throttles.hit", () => db.throttles.hit("key", 1_000, 0)],
    ["throttles.removeOver", () => db.throttles.removeOver(0)],
    ["runs.put", () => db.runs.put({ id: "cleanup", at: now, details: {} })],
    ["runs.get", () => db.runs.get("cleanup")],
  ])("%s walks no whole table", async (_, call) => {
    const steps = await stepsOf(call);
    expect(steps.filter((step) => /^SCAN (users|files|shareLinks|throttles|runs)\b/.test(step))).toEqual([]);
  });
});
