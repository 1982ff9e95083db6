import { type FileSort, newWorkerRunId, toInstant } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { FilePosition, FileQuery } from "../repositories/file-repository.ts";
import {
  sampleAccessToken,
  sampleFile,
  sampleShareLink,
  sampleUser,
} from "../repositories/sample-records.ts";
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
    transaction: (work, deadlineMs) => connection.transaction((sql) => work(watched(sql)), deadlineMs),
    close: connection.close,
  };
};

describe("the cost of a call does not grow with what is stored", () => {
  const plans = new Map<string, string[]>();
  const connection = openConnection({ file: inMemory, lockDeadlineMs: 100 });
  const db = createSqliteDatabase(explaining(connection, plans));
  beforeAll(() => migrate(connection, inMemory));
  afterAll(connection.close);

  /** The steps that find rows by an index, without those that put a page of found rows in order. */
  const walksIn = (steps: string[]) => steps.filter((step) => /^(SEARCH|SCAN) files\b.*INDEX/.test(step));
  const stepsOf = async (call: () => Promise<unknown>) => {
    plans.clear();
    await call();
    expect(plans.size).toBeGreaterThan(0);
    return [...plans.values()].flat();
  };
  const user = sampleUser();
  const file = sampleFile();
  const link = sampleShareLink();
  const token = sampleAccessToken();
  const now = toInstant(new Date());
  const { userId, fileId } = file;

  const after = { key: null, fileId };
  const named = { key: "beach.jpg", fileId };
  const sized = { key: 5, fileId };

  it.each<[FileSort, FilePosition, string, string]>([
    ["newest", after, "filesByStatus", "fileId<?"],
    ["oldest", after, "filesByStatus", "fileId>?"],
    ["name", named, "filesByName", "(foldedName,fileId)>(?,?)"],
    ["name_desc", named, "filesByName", "(foldedName,fileId)<(?,?)"],
    ["smallest", sized, "filesBySize", "(fileSize,fileId)>(?,?)"],
    ["largest", sized, "filesBySize", "(fileSize,fileId)<(?,?)"],
  ])(
    "a page by %s walks its own index range for each status and nothing else, with a search too",
    async (sort, place, index, range) => {
      const query: FileQuery = { statuses: ["active", "trashed"], sort, limit: 10, after: place };
      const walk = `SEARCH files USING COVERING INDEX ${index} (userId=? AND status=? AND ${range})`;
      const first = `SEARCH files USING COVERING INDEX ${index} (userId=? AND status=?)`;
      expect(walksIn(await stepsOf(() => db.files.list(userId, query)))).toEqual([walk, walk]);
      const terms = ["beach", "2024", "oma"];
      expect(walksIn(await stepsOf(() => db.files.list(userId, { ...query, terms })))).toEqual([walk, walk]);
      expect(
        walksIn(await stepsOf(() => db.files.list(userId, { statuses: ["active"], sort, terms, limit: 10 }))),
      ).toEqual([first]);
    },
  );

  it.each<[FileSort, FilePosition, string, string]>([
    ["newest", after, "filesOfKind", "fileId<?"],
    ["name", named, "filesOfKindByName", "(foldedName,fileId)>(?,?)"],
    ["largest", sized, "filesOfKindBySize", "(fileSize,fileId)<(?,?)"],
  ])("a page of one kind by %s passes over no file of another kind", async (sort, place, index, range) => {
    const query: FileQuery = {
      statuses: ["active", "trashed"],
      kind: "image",
      sort,
      limit: 10,
      after: place,
    };
    const walk = `SEARCH files USING COVERING INDEX ${index} (userId=? AND status=? AND kind=? AND ${range})`;
    expect(walksIn(await stepsOf(() => db.files.list(userId, query)))).toEqual([walk, walk]);
    expect(walksIn(await stepsOf(() => db.files.list(userId, { ...query, terms: ["x"] })))).toEqual([
      walk,
      walk,
    ]);
  });

  it("how many statements are prepared for searches is not up to those who search", async () => {
    const texts = new Set<string>();
    for (let count = 1; count <= 50; count += 1) {
      const terms = Array.from({ length: count }, (_, index) => `word${index}`);
      await stepsOf(() => db.files.list(userId, { statuses: ["active"], sort: "name", terms, limit: 10 }));
      for (const text of plans.keys()) texts.add(text);
    }
    expect(texts.size).toBeLessThanOrEqual(7);
  });

  it("the figures of a user are read from an index alone", async () => {
    for (const call of [
      () => db.files.sumBytes(userId),
      () => db.files.measure(userId, ["active", "trashed"]),
    ]) {
      expect((await stepsOf(call)).join()).toMatch(/USING COVERING INDEX files\w*BySize \(userId=\?/);
    }
  });

  it("a page of a user's links walks their own index range, sorting nothing", async () => {
    const place = { createdDate: now, linkId: link.linkId };
    expect(await stepsOf(() => db.shareLinks.listByUser(userId, { limit: 10, after: place }))).toEqual([
      "SEARCH shareLinks USING INDEX shareLinksByUser (userId=? AND (createdDate,linkId)<(?,?))",
    ]);
  });

  it("revoking a user's links passes over none that is revoked already", async () => {
    expect(await stepsOf(() => db.shareLinks.revokeByUser(userId, now))).toContain(
      "SEARCH shareLinks USING COVERING INDEX shareLinksUnrevoked (userId=?)",
    );
  });

  it("closed accounts are found without passing over open ones", async () => {
    expect(await stepsOf(() => db.users.listClosed(10))).toEqual([
      "SEARCH users USING INDEX usersClosed (closedAt>?)",
    ]);
  });

  it("whose space has to be counted is found without passing over anybody else", async () => {
    expect(await stepsOf(() => db.users.listMarked(now, 10))).toEqual([
      "SEARCH users USING INDEX usersMarked (spaceChangedAt<?)",
    ]);
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
    ["users.endSessions", () => db.users.endSessions(user.userId, 0)],
    ["users.close", () => db.users.close(user.userId, { from: "x", at: now })],
    ["users.remove", () => db.users.remove(user.userId)],
    ["users.list", () => db.users.list({ limit: 10, after: user.userId })],
    ["users.list from the first on", () => db.users.list({ limit: 10 })],
    ["users.reserveBytes", () => db.users.reserveBytes(user.userId, 10 ** 9, now)],
    ["users.releaseBytes", () => db.users.releaseBytes(user.userId, 1, now)],
    ["users.markSpace", () => db.users.markSpace(user.userId, now)],
    ["users.settleSpace", () => db.users.settleSpace(user.userId, user, 1)],
    ["files.create", () => db.files.create(file)],
    ["files.get", () => db.files.get(userId, fileId)],
    [
      "files.list",
      () => db.files.list(userId, { statuses: ["active", "trashed"], sort: "newest", limit: 10 }),
    ],
    ["files.getMany", () => db.files.getMany(userId, [fileId])],
    ["files.measure", () => db.files.measure(userId, ["active"])],
    ["files.update", () => db.files.update(userId, fileId, { width: 1 }, { status: ["active"] })],
    ["files.remove", () => db.files.remove(userId, fileId, { thumbnailState: ["none"] })],
    ["files.sumBytes", () => db.files.sumBytes(userId)],
    ["files.listByStatusBefore", () => db.files.listByStatusBefore("trashed", now, 10)],
    ["shareLinks.create", () => db.shareLinks.create(link)],
    ["shareLinks.get", () => db.shareLinks.get(link.linkId)],
    ["shareLinks.listByFile", () => db.shareLinks.listByFile(userId, fileId)],
    ["shareLinks.listByUser", () => db.shareLinks.listByUser(userId, { limit: 10 })],
    ["shareLinks.countLive", () => db.shareLinks.countLive(userId, [fileId], now)],
    ["shareLinks.countAccess", () => db.shareLinks.countAccess(link, now)],
    ["shareLinks.revoke", () => db.shareLinks.revoke(userId, link.linkId, now)],
    ["shareLinks.revokeByFile", () => db.shareLinks.revokeByFile(userId, fileId, now)],
    ["shareLinks.removeByFile", () => db.shareLinks.removeByFile(userId, fileId)],
    ["shareLinks.revokeByUser", () => db.shareLinks.revokeByUser(userId, now)],
    ["shareLinks.removeByUser", () => db.shareLinks.removeByUser(userId)],
    ["shareLinks.update", () => db.shareLinks.update(userId, link.linkId, { name: "x" }, now)],
    ["shareLinks.removeDue", () => db.shareLinks.removeDue(now, 10)],
    ["accessTokens.create", () => db.accessTokens.create(token)],
    ["accessTokens.get", () => db.accessTokens.get(userId, token.tokenId)],
    ["accessTokens.list", () => db.accessTokens.list(userId)],
    ["accessTokens.markUsed", () => db.accessTokens.markUsed(userId, token.tokenId, now)],
    ["accessTokens.remove", () => db.accessTokens.remove(userId, token.tokenId)],
    ["accessTokens.removeByUser", () => db.accessTokens.removeByUser(userId)],
    ["accessTokens.removeDue", () => db.accessTokens.removeDue(now, 10)],
    ["throttles.hit", () => db.throttles.hit("key", 1_000, 0)],
    ["throttles.mark", () => db.throttles.mark("key", 1_000, 0)],
    ["throttles.isMarked", () => db.throttles.isMarked("key", 0)],
    ["throttles.removeOver", () => db.throttles.removeOver(0, 10)],
    ["runs.put", () => db.runs.put({ id: "cleanup", at: now, details: {} })],
    ["runs.get", () => db.runs.get("cleanup")],
    ["runs.claim", () => db.runs.claim({ id: "cleanup-claim", holder: userId, at: now, until: now })],
    ["runs.listWorkers", () => db.runs.listWorkers()],
    ["runs.removeWorker", () => db.runs.removeWorker(newWorkerRunId(new Date()))],
    ["runs.removeWorkersBefore", () => db.runs.removeWorkersBefore(now)],
  ])("%s walks no whole table", async (_, call) => {
    const steps = await stepsOf(call);
    expect(
      steps.filter((step) => /^SCAN (users|files|shareLinks|accessTokens|throttles|runs)\b/.test(step)),
    ).toEqual([]);
  });
});
