import { newUuidV7 } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleFile, sampleShareLink, sampleUser } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { type Reply, type ScriptedCosmos, type Step, startScriptedCosmos } from "./scripted-cosmos.ts";

const REQUEST_TIMEOUT_MS = 500;

describe("when Cosmos DB does not answer as it should", () => {
  let cosmos: ScriptedCosmos;
  let db: Database;

  beforeEach(async () => {
    cosmos = await startScriptedCosmos();
    db = await openCosmos({
      endpoint: cosmos.endpoint,
      key: "a2V5",
      createContainers: false,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
    });
  });
  afterEach(async () => {
    await db.close();
    await cosmos.stop();
  });

  const user = sampleUser();
  const file = sampleFile();
  const link = sampleShareLink();
  const found = (id: string, record: object): Reply => ({
    status: 200,
    body: { ...record, id, _etag: '"7"' },
  });
  const failure = (status: number, headers: Record<string, string> = {}): Reply => ({
    status,
    body: { message: "scripted" },
    headers,
  });
  const unavailable = { name: "AppError", code: "dependency.unavailable" };
  const methods = () => cosmos.seen.map((request) => request.method);
  const sent = (method: string) => methods().filter((one) => one === method).length;

  /** Sends back the item as the last write under `method` would have left it. */
  const asWritten =
    (id: string, record: object, method: string): Step =>
    (_, before) => {
      const write = before.findLast((request) => request.method === method);
      const mark = write?.body.operations?.find((one) => one.path === "/writeId")?.value;
      return found(id, { ...record, writeId: mark ?? write?.body.writeId });
    };

  describe("passing failures", () => {
    it.each([408, 410, 429, 449, 500, 503])("a read that is answered %d is repeated", async (status) => {
      cosmos.script(failure(status), failure(status), found(user.userId, user));
      expect(await db.users.get(user.userId)).toEqual(user);
      expect(methods()).toEqual(["GET", "GET", "GET"]);
    });

    it("a 503 with a page of HTML or with nothing in it is a 503 like any other", async () => {
      cosmos.script(
        { status: 503, body: "<h1>503</h1>" },
        { status: 503, body: "" },
        found(user.userId, user),
      );
      expect(await db.users.get(user.userId)).toEqual(user);
    });

    it("a throttled request waits as long as it was told", async () => {
      cosmos.script(failure(429, { "x-ms-retry-after-ms": "300" }), found(user.userId, user));
      const startedMs = performance.now();
      expect(await db.users.get(user.userId)).toEqual(user);
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(299);
    });

    it("a throttled count is repeated, because nothing was counted", async () => {
      const counted = { ...link, accessCount: 1, lastAccessDate: fromNow(0) };
      cosmos.script(failure(429), failure(449), found(link.linkId, counted));
      expect((await db.shareLinks.countAccess(link, fromNow(0)))?.accessCount).toBe(1);
    });
  });

  describe("failures that last", () => {
    it.each([429, 500, 503])(
      "%d for ever is dependency.unavailable with a Retry-After, soon",
      async (status) => {
        cosmos.forEver(failure(status));
        const startedMs = performance.now();
        await expect(db.users.get(user.userId)).rejects.toMatchObject({
          ...unavailable,
          retryAfterSeconds: 5,
        });
        expect(performance.now() - startedMs).toBeLessThan(4 * REQUEST_TIMEOUT_MS);
        expect(cosmos.seen.length).toBeGreaterThan(1);
        expect(cosmos.seen.length).toBeLessThanOrEqual(6);
      },
    );

    it("a service that asks for a long pause is left alone, and the caller is told how long", async () => {
      cosmos.forEver(failure(429, { "x-ms-retry-after-ms": "20500" }));
      await expect(db.users.get(user.userId)).rejects.toMatchObject({
        ...unavailable,
        retryAfterSeconds: 21,
      });
      expect(cosmos.seen).toHaveLength(1);
    });

    it("silence is dependency.unavailable within the deadline", async () => {
      cosmos.forEver("silence");
      const startedMs = performance.now();
      await expect(db.users.get(user.userId)).rejects.toMatchObject(unavailable);
      expect(performance.now() - startedMs).toBeLessThan(4 * REQUEST_TIMEOUT_MS);
    });

    it("nobody listening is dependency.unavailable", async () => {
      await cosmos.stop();
      await expect(db.users.get(user.userId)).rejects.toMatchObject(unavailable);
      await expect(db.ping()).rejects.toMatchObject(unavailable);
      cosmos = await startScriptedCosmos();
    });

    it.each([
      ["a key that is refused", failure(401)],
      ["a network rule", failure(403)],
      ["a container that is gone", failure(404, { "x-ms-substatus": "1003" })],
    ])("%s is dependency.unavailable at once, never a missing item", async (_, reply) => {
      cosmos.forEver(reply);
      await expect(db.users.get(user.userId)).rejects.toMatchObject(unavailable);
      await expect(db.users.findByEmail(user.email)).rejects.toMatchObject(unavailable);
      await expect(db.users.reserveBytes(user.userId, 1, fromNow(0))).rejects.toMatchObject(unavailable);
      await expect(db.files.create(file)).rejects.toMatchObject(unavailable);
      await expect(db.ping()).rejects.toMatchObject(unavailable);
      expect(cosmos.seen).toHaveLength(5);
    });

    it("a request the service finds wrong is our own fault: internal, once", async () => {
      cosmos.forEver(failure(400));
      await expect(db.files.create(file)).rejects.toMatchObject({ name: "AppError", code: "internal" });
      expect(cosmos.seen).toHaveLength(1);
    });

    it("a record that is not one is internal and never handed on", async () => {
      cosmos.script(found(user.userId, { ...user, quotaBytes: "much" }));
      await expect(db.users.get(user.userId)).rejects.toMatchObject({ name: "AppError", code: "internal" });
    });

    it("ping answers when the service does", async () => {
      cosmos.script(failure(404));
      await expect(db.ping()).resolves.toBeUndefined();
    });
  });

  describe("writes whose answer is lost", () => {
    it("a create that had arrived is recognised as its own", async () => {
      cosmos.script("reset", failure(409), asWritten(file.fileId, file, "POST"));
      expect(await db.files.create(file)).toBe("created");
      expect(methods()).toEqual(["POST", "POST", "GET"]);
    });

    it("a create that finds somebody else's item is not", async () => {
      cosmos.script("reset", failure(409), found(file.fileId, { ...file, writeId: newUuidV7(new Date()) }));
      expect(await db.files.create(file)).toBe("exists");
    });

    it("a change that had arrived is recognised and not made twice", async () => {
      const changed = { ...file, width: 4 };
      cosmos.script(
        found(file.fileId, file),
        failure(503),
        failure(412),
        asWritten(file.fileId, changed, "PUT"),
      );
      expect(await db.files.update(file.userId, file.fileId, { width: 4 })).toEqual(changed);
      expect(sent("PUT")).toBe(2);
    });

    it("a revocation that had arrived is repeated and answers the revoked link", async () => {
      const now = fromNow(0);
      const revoked = { ...link, isRevoked: true, revokedDate: now };
      cosmos.script(
        found(link.linkId, link),
        "reset",
        failure(412),
        asWritten(link.linkId, revoked, "PATCH"),
      );
      expect(await db.shareLinks.revoke(link.userId, link.linkId, now)).toEqual({
        link: revoked,
        changed: true,
      });
    });

    it.each(["reset", "silence", failure(503)] as const)(
      "a count that had arrived (%j) is recognised and never sent again",
      async (loss) => {
        const counted = { ...link, accessCount: 1, lastAccessDate: fromNow(0) };
        cosmos.script(loss, asWritten(link.linkId, counted, "PATCH"));
        expect(await db.shareLinks.countAccess(link, fromNow(0))).toEqual(counted);
        expect(sent("PATCH")).toBe(1);
      },
    );

    it("a count of which no trace is found is dependency.unavailable and never sent again", async () => {
      cosmos.script("reset", found(link.linkId, link));
      await expect(db.shareLinks.countAccess(link, fromNow(0))).rejects.toMatchObject(unavailable);
      expect(sent("PATCH")).toBe(1);
    });

    it("a closing that had arrived is recognised as its own and ends the sessions once", async () => {
      const closed = { ...user, closedAt: fromNow(0), tokenVersion: 1 };
      cosmos.script("reset", failure(412), asWritten(user.userId, closed, "PATCH"));
      const change = { from: user.passwordHash, at: closed.closedAt };
      expect(await db.users.close(user.userId, change)).toEqual(closed);
      expect(methods()).toEqual(["PATCH", "PATCH", "GET"]);
    });

    it("an end of the sessions that had arrived is recognised as its own", async () => {
      const ended = { ...user, tokenVersion: 1 };
      cosmos.script("reset", failure(412), asWritten(user.userId, ended, "PATCH"));
      expect(await db.users.endSessions(user.userId, 0)).toEqual(ended);
      expect(methods()).toEqual(["PATCH", "PATCH", "GET"]);
    });

    it("a removal of a closed account whose answer was lost is repeated to its end", async () => {
      const closed = { ...user, closedAt: fromNow(0) };
      const reservation = { userId: "email:x", ownerId: user.userId, isConfirmed: true, reservedAtMs: 1 };
      cosmos.script(
        found(user.userId, closed),
        found("email:x", reservation),
        "reset",
        failure(404),
        "reset",
        failure(404),
      );
      expect(await db.users.remove(user.userId)).toBe(true);
      expect(sent("DELETE")).toBe(4);
    });

    it("a reservation and a release of bytes are never sent twice", async () => {
      cosmos.script("reset", found(user.userId, user), "reset", found(user.userId, user));
      await expect(db.users.reserveBytes(user.userId, 1, fromNow(0))).rejects.toMatchObject(unavailable);
      await expect(db.users.releaseBytes(user.userId, 1, fromNow(0))).rejects.toMatchObject(unavailable);
      expect(sent("PATCH")).toBe(2);
    });

    it("a removal that may have been anybody's tells nobody that it was theirs", async () => {
      cosmos.script(found(file.fileId, file), "reset", failure(404));
      await expect(db.files.remove(file.userId, file.fileId)).rejects.toMatchObject(unavailable);
    });
  });
});
