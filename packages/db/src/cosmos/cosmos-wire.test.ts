import { createHash } from "node:crypto";
import { DAY_MS, limits } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import {
  fromNow,
  sampleAccessToken,
  sampleFile,
  sampleShareLink,
  sampleUser,
} from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { type ScriptedCosmos, startScriptedCosmos } from "./scripted-cosmos.ts";

const DAY_SECONDS = DAY_MS / 1_000;
const GRACE_SECONDS = limits.linkGraceDays * DAY_SECONDS;

describe("what the Cosmos DB driver sends", () => {
  let cosmos: ScriptedCosmos;
  let db: Database;

  beforeEach(async () => {
    cosmos = await startScriptedCosmos();
    db = await openCosmos({ endpoint: cosmos.endpoint, key: "a2V5", createContainers: false });
  });
  afterEach(async () => {
    await db.close();
    await cosmos.stop();
  });

  /** As Cosmos would store it. */
  const stored = (id: string, record: object) => ({ ...record, id, _etag: '"7"', _rid: "r", _ts: 1, ttl: 9 });
  const found = (id: string, record: object) => ({ status: 200, body: stored(id, record) });
  const none = { status: 404, body: { message: "none" } };

  describe("partition keys", () => {
    it("a read is a point read under the full key: one request, no query", async () => {
      const [user, file, link] = [sampleUser(), sampleFile(), sampleShareLink()];
      cosmos.script(found(user.userId, user), found(file.fileId, file), found(link.linkId, link));
      expect(await db.users.get(user.userId)).toEqual(user);
      expect(await db.files.get(file.userId, file.fileId)).toEqual(file);
      expect(await db.shareLinks.get(link.linkId)).toEqual(link);
      expect(
        cosmos.seen.map(({ method, path, partitionKey }) => [method, path.split("/docs/")[1], partitionKey]),
      ).toEqual([
        ["GET", user.userId, JSON.stringify([user.userId])],
        ["GET", file.fileId, JSON.stringify([file.userId, file.fileId])],
        ["GET", link.linkId, JSON.stringify([link.linkId])],
      ]);
    });

    it("a create goes under the full key, in the order of the paths", async () => {
      const file = sampleFile();
      cosmos.script({ status: 201, body: stored(file.fileId, file) });
      await db.files.create(file);
      expect(cosmos.seen[0]?.partitionKey).toBe(JSON.stringify([file.userId, file.fileId]));
      expect(cosmos.seen[0]?.body).toMatchObject({ id: file.fileId });
    });

    it("a list sends no partial key, which would be taken for one point, but names the owner in WHERE", async () => {
      const { userId, fileId } = sampleFile();
      cosmos.script({ status: 200, body: { Documents: [] } });
      const after = { key: null, fileId };
      await db.files.list(userId, { statuses: ["active", "trashed"], sort: "newest", limit: 50, after });
      expect(cosmos.seen).toHaveLength(1);
      expect(cosmos.seen[0]?.partitionKey).toBeUndefined();
      expect(cosmos.seen[0]?.body.query).toBe(
        "SELECT TOP @rows * FROM c WHERE c.userId = @userId AND c.status IN (@status0, @status1) " +
          "AND c.id < @afterId ORDER BY c.id DESC",
      );
      expect(cosmos.seen[0]?.body).toMatchObject({
        parameters: expect.arrayContaining([
          { name: "@userId", value: userId },
          { name: "@afterId", value: fileId },
          { name: "@rows", value: 51 },
        ]),
      });
    });

    it("a page by name leads with the owner in its order, and says the place it begins behind", async () => {
      const { userId, fileId } = sampleFile();
      cosmos.script({ status: 200, body: { Documents: [] } });
      const after = { key: "beach.jpg", fileId };
      const terms = ["beach", "%_"];
      await db.files.list(userId, { statuses: ["active"], sort: "name_desc", terms, limit: 50, after });
      expect(cosmos.seen[0]?.partitionKey).toBeUndefined();
      expect(cosmos.seen[0]?.body.query).toBe(
        "SELECT TOP @rows * FROM c WHERE c.userId = @userId AND c.status IN (@status0) " +
          "AND CONTAINS(c.foldedName, @term0) AND CONTAINS(c.foldedName, @term1) " +
          "AND (c.foldedName < @afterKey OR (c.foldedName = @afterKey AND c.fileId < @afterId)) " +
          "ORDER BY c.userId DESC, c.foldedName DESC, c.fileId DESC",
      );
      expect(cosmos.seen[0]?.body).toMatchObject({
        parameters: expect.arrayContaining([
          { name: "@term1", value: "%_" },
          { name: "@afterKey", value: "beach.jpg" },
        ]),
      });
    });

    it("the folded name is stored beside a file and follows it", async () => {
      const file = sampleFile({ fileName: "ÉTÉ.jpg" });
      cosmos.script({ status: 201, body: stored(file.fileId, file) }, found(file.fileId, file), {
        status: 200,
      });
      await db.files.create(file);
      await db.files.update(file.userId, file.fileId, { fileName: "Mer.JPG" });
      expect(cosmos.seen[0]?.body).toMatchObject({ fileName: "ÉTÉ.jpg", foldedName: "été.jpg" });
      expect(cosmos.seen[2]?.body).toMatchObject({ fileName: "Mer.JPG", foldedName: "mer.jpg" });
    });

    it("an access token lies under its user", async () => {
      const token = sampleAccessToken();
      const partitionKey = JSON.stringify([token.userId]);
      cosmos.script({ status: 201, body: stored(token.tokenId, token) }, found(token.tokenId, token), none);
      await db.accessTokens.create(token);
      expect(await db.accessTokens.get(token.userId, token.tokenId)).toEqual(token);
      await db.accessTokens.remove(token.userId, token.tokenId);
      expect(cosmos.seen).toMatchObject([
        { method: "POST", partitionKey, body: { id: token.tokenId } },
        { method: "GET", partitionKey },
        { method: "DELETE", partitionKey },
      ]);
    });

    it("a change of a file replaces exactly the version that was read", async () => {
      const file = sampleFile();
      cosmos.script(found(file.fileId, { ...file, ofALaterVersion: 1 }), found(file.fileId, file));
      await db.files.update(file.userId, file.fileId, { width: 4 });
      expect(cosmos.seen[1]).toMatchObject({
        method: "PUT",
        ifMatch: '"7"',
        partitionKey: JSON.stringify([file.userId, file.fileId]),
        body: { width: 4, ofALaterVersion: 1 },
      });
    });
  });

  describe("removal", () => {
    it("a file is removed in the version that was judged; when it changed, it is judged anew", async () => {
      const file = sampleFile({ status: "trashed" });
      const restored = { ...file, status: "active" };
      cosmos.script(found(file.fileId, file), { status: 412 }, found(file.fileId, restored));
      expect(await db.files.remove(file.userId, file.fileId, { status: ["trashed"] })).toBe(false);
      expect(cosmos.seen.map(({ method, ifMatch }) => [method, ifMatch])).toEqual([
        ["GET", undefined],
        ["DELETE", '"7"'],
        ["GET", undefined],
      ]);
    });

    it("a link is swept in the version that was found due; one that changed stays", async () => {
      const [due, changed] = [sampleShareLink().linkId, sampleShareLink().linkId];
      const rows = [due, changed].map((linkId) => ({ linkId, etag: `"${linkId}"` }));
      cosmos.script({ status: 200, body: { Documents: rows } });
      cosmos.forEver(({ path }) => ({ status: path.endsWith(changed) ? 412 : 204 }));
      expect(await db.shareLinks.removeDue(fromNow(0), 10)).toBe(1);
      const removals = cosmos.seen.slice(1).map(({ method, ifMatch }) => [method, ifMatch]);
      expect(removals).toEqual(
        expect.arrayContaining([
          ["DELETE", `"${due}"`],
          ["DELETE", `"${changed}"`],
        ]),
      );
    });
  });

  describe("ttl", () => {
    const at = fromNow(0);
    const inDays = (days: number) => new Date(Date.parse(at) + days * DAY_MS).toISOString();
    const patchOf = (path: string) => cosmos.seen.at(-1)?.body.operations?.find((one) => one.path === path);

    it("a link is created with the time to its end and the days of grace", async () => {
      const link = sampleShareLink({ createdDate: at, expiryDate: inDays(7) });
      cosmos.script({ status: 201, body: stored(link.linkId, link) });
      await db.shareLinks.create(link);
      expect(cosmos.seen[0]?.body.ttl).toBe(7 * DAY_SECONDS + GRACE_SECONDS);
    });

    it("a link that never expires lives for ever", async () => {
      const link = sampleShareLink({ expiryDate: null });
      cosmos.script({ status: 201, body: stored(link.linkId, link) });
      await db.shareLinks.create(link);
      expect(cosmos.seen[0]?.body.ttl).toBe(-1);
    });

    it("counting an access sets the ttl anew in the same patch, so that visits do not prolong a link's life", async () => {
      const link = sampleShareLink({ createdDate: inDays(-3), expiryDate: inDays(4) });
      cosmos.script(found(link.linkId, link), found(link.linkId, { ...link, accessCount: 1 }));
      await db.shareLinks.countAccess(link.linkId, at, null);
      expect(cosmos.seen).toHaveLength(2);
      expect(patchOf("/accessCount")).toEqual({ op: "incr", path: "/accessCount", value: 1 });
      expect(patchOf("/ttl")).toMatchObject({ value: 4 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen[1]?.body.condition).toBe(
        `FROM c\nWHERE c.isRevoked = false AND c.expiryDate = "${link.expiryDate}" ` +
          "AND IS_NULL(c.passwordHash) AND (IS_NULL(c.maxAccessCount) OR c.accessCount < c.maxAccessCount)",
      );
    });

    it("a new end comes with its ttl in the same patch, and only while the end is still the one that was read", async () => {
      const link = sampleShareLink({ expiryDate: inDays(4) });
      cosmos.script(found(link.linkId, link), found(link.linkId, { ...link, expiryDate: inDays(9) }));
      await db.shareLinks.update(link.userId, link.linkId, { expiryDate: inDays(9) }, at);
      expect(patchOf("/expiryDate")).toMatchObject({ value: inDays(9) });
      expect(patchOf("/ttl")).toMatchObject({ value: 9 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen[1]?.body.condition).toContain(`c.expiryDate = "${link.expiryDate}"`);
    });

    it("an access of a locked link counts only while its password is the one that was read", async () => {
      const link = sampleShareLink({ passwordHash: '$2b$10$a"b' });
      cosmos.script(found(link.linkId, link), found(link.linkId, { ...link, accessCount: 1 }));
      await db.shareLinks.countAccess(link.linkId, at, link.passwordHash);
      expect(cosmos.seen[1]?.body.condition).toContain('AND c.passwordHash = "$2b$10$a\\"b" AND');
    });

    it("revoking leaves the days of grace from that moment, also to a link that never expires", async () => {
      const link = sampleShareLink({ expiryDate: null });
      const revoked = { ...link, isRevoked: true, revokedDate: at };
      cosmos.script(found(link.linkId, link), found(link.linkId, revoked));
      await db.shareLinks.revoke(link.userId, link.linkId, at);
      expect(patchOf("/ttl")).toMatchObject({ value: GRACE_SECONDS });
      expect(cosmos.seen[1]?.body.condition).toContain(`c.userId = "${link.userId}"`);
    });

    it("an access token lives until its end and the days of grace, or for ever; its use does not prolong that", async () => {
      const token = sampleAccessToken({ createdAt: at, expiresAt: inDays(7) });
      const { userId, tokenId } = token;
      const endless = sampleAccessToken({ expiresAt: null });
      cosmos.script(
        { status: 201, body: stored(tokenId, token) },
        { status: 201, body: stored(endless.tokenId, endless) },
        found(tokenId, token),
        found(tokenId, token),
      );
      await db.accessTokens.create(token);
      await db.accessTokens.create(endless);
      expect(cosmos.seen.map(({ body }) => body.ttl)).toEqual([7 * DAY_SECONDS + GRACE_SECONDS, -1]);
      await db.accessTokens.markUsed(userId, tokenId, inDays(3));
      expect(patchOf("/lastUsedAt")).toMatchObject({ value: inDays(3) });
      expect(patchOf("/ttl")).toMatchObject({ value: 4 * DAY_SECONDS + GRACE_SECONDS });
      expect(cosmos.seen.at(-1)?.body.condition).toBe(
        `FROM c\nWHERE (IS_NULL(c.lastUsedAt) OR c.lastUsedAt < "${inDays(3)}")`,
      );
    });

    it("a counter of tries lives for its window, and its id shows nothing of its key", async () => {
      cosmos.script(none, { status: 201 });
      await db.throttles.hit("login:anna@example.org", 60_000, Date.now());
      expect(cosmos.seen[1]?.body).toMatchObject({ ttl: 60, count: 1 });
      expect(JSON.stringify(cosmos.seen)).not.toContain("anna");
    });
  });

  describe("the end of an account", () => {
    const at = fromNow(0);

    it("closing is one patch under the password and only of an open account", async () => {
      const user = sampleUser();
      cosmos.script(found(user.userId, { ...user, closedAt: at, tokenVersion: 1 }));
      await db.users.close(user.userId, { from: user.passwordHash, at });
      expect(cosmos.seen).toMatchObject([
        {
          method: "PATCH",
          body: {
            condition: `FROM c\nWHERE c.passwordHash = "${user.passwordHash}" AND NOT IS_STRING(c.closedAt)`,
            operations: [
              { op: "set", path: "/closedAt", value: at },
              { op: "incr", path: "/tokenVersion", value: 1 },
              { path: "/writeId" },
            ],
          },
        },
      ]);
    });

    it("removing frees the e-mail in the version that was read, then removes the user", async () => {
      const user = sampleUser({ closedAt: at });
      const emailId = `email:${createHash("sha256").update(user.email).digest("hex")}`;
      const reservation = { userId: emailId, ownerId: user.userId, isConfirmed: true, reservedAtMs: 1 };
      const gone = { status: 204 };
      cosmos.script(found(user.userId, user), found(emailId, reservation), gone, gone);
      expect(await db.users.remove(user.userId)).toBe(true);
      expect(cosmos.seen.slice(2)).toMatchObject([
        { method: "DELETE", ifMatch: '"7"', partitionKey: JSON.stringify([emailId]) },
        { method: "DELETE", partitionKey: JSON.stringify([user.userId]) },
      ]);
    });

    it("a user that was written before accounts could be closed is open", async () => {
      const { closedAt: _, ...older } = sampleUser();
      cosmos.script(found(older.userId, older));
      expect(await db.users.get(older.userId)).toEqual({ ...older, closedAt: null });
    });

    it("users are listed without the reservations of their e-mails", async () => {
      cosmos.script({ status: 200, body: { Documents: [] } });
      await db.users.list({ limit: 10 });
      expect(cosmos.seen[0]?.body.query).toContain('NOT STARTSWITH(c.id, "email:")');
    });
  });

  describe("a new user", () => {
    it("takes its e-mail first, for a while; then comes the user; then the e-mail is settled for good", async () => {
      const user = sampleUser();
      const emailId = `email:${createHash("sha256").update(user.email).digest("hex")}`;
      const reservation = { userId: emailId, ownerId: user.userId, isConfirmed: true, reservedAtMs: 1 };
      cosmos.script({ status: 201 }, { status: 201 }, found(emailId, reservation));
      expect(await db.users.create(user)).toBe("created");
      const [reserved, created, settled] = cosmos.seen;
      expect(reserved).toMatchObject({
        method: "POST",
        partitionKey: JSON.stringify([emailId]),
        body: { id: emailId, userId: emailId, ownerId: user.userId, isConfirmed: false, ttl: 3_600 },
      });
      expect(created).toMatchObject({ method: "POST", body: { ...user, id: user.userId } });
      expect(created?.body).not.toHaveProperty("ttl");
      expect(settled).toMatchObject({
        method: "PATCH",
        body: {
          condition: `FROM c\nWHERE c.ownerId = "${user.userId}"`,
          operations: expect.arrayContaining([{ op: "set", path: "/ttl", value: -1 }]),
        },
      });
    });

    it("whose e-mail went to another while it was being made is removed again", async () => {
      const user = sampleUser();
      const { status } = none;
      cosmos.script({ status: 201 }, { status: 201 }, { status: 412 }, { status: 204 }, { status });
      expect(await db.users.create(user)).toBe("email_taken");
      expect(cosmos.seen[3]).toMatchObject({ method: "DELETE", partitionKey: JSON.stringify([user.userId]) });
    });
  });
});
