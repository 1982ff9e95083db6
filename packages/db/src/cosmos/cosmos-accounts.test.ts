import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleUser } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { itemReply, type ScriptedCosmos, startScriptedCosmos } from "./scripted-cosmos.ts";

describe("what the Cosmos DB driver sends for accounts", () => {
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

  const none = { status: 404, body: { message: "none" } };

  it("the sessions end by one patch under the version that was shown and only of an open account", async () => {
    const user = sampleUser({ tokenVersion: 4 });
    cosmos.script(itemReply(user.userId, { ...user, tokenVersion: 5 }));
    expect(await db.users.endSessions(user.userId, 4)).toEqual({ ...user, tokenVersion: 5 });
    expect(cosmos.seen).toMatchObject([
      {
        method: "PATCH",
        body: {
          condition: "FROM c\nWHERE c.tokenVersion = 4 AND NOT IS_STRING(c.closedAt)",
          operations: [{ op: "incr", path: "/tokenVersion", value: 1 }, { path: "/writeId" }],
        },
      },
    ]);
  });

  it("a search by e-mail asks for the reservation at once, and for the user only when that is permitted", async () => {
    const user = sampleUser();
    const emailId = `email:${createHash("sha256").update(user.email).digest("hex")}`;
    const reservation = { userId: emailId, ownerId: user.userId, isConfirmed: true, reservedAtMs: 1 };
    let refuse = (_: Error) => {};
    const permitted = new Promise((_, reject) => {
      refuse = reject;
    });
    const leads = itemReply(emailId, reservation);
    const leadsNowhere = () => {
      refuse(new Error("no"));
      return leads;
    };
    cosmos.script(leadsNowhere, leads, itemReply(user.userId, user));
    await expect(db.users.findByEmail(user.email, permitted)).rejects.toThrow("no");
    expect(await db.users.findByEmail(user.email, Promise.resolve())).toEqual(user);
    const readOf = (id: string) => ({ method: "GET", partitionKey: JSON.stringify([id]) });
    expect(cosmos.seen).toMatchObject([readOf(emailId), readOf(emailId), readOf(user.userId)]);
  });

  describe("the end of an account", () => {
    const at = fromNow(0);

    it("closing is one patch under the password and only of an open account", async () => {
      const user = sampleUser();
      cosmos.script(itemReply(user.userId, { ...user, closedAt: at, tokenVersion: 1 }));
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
      cosmos.script(itemReply(user.userId, user), itemReply(emailId, reservation), gone, gone);
      expect(await db.users.remove(user.userId)).toBe(true);
      expect(cosmos.seen.slice(2)).toMatchObject([
        { method: "DELETE", ifMatch: '"7"', partitionKey: JSON.stringify([emailId]) },
        { method: "DELETE", partitionKey: JSON.stringify([user.userId]) },
      ]);
    });

    it("a user whose links an earlier CloudPix let never end by default is read with the product's default", async () => {
      const user = sampleUser();
      cosmos.script(itemReply(user.userId, { ...user, linkDefaults: { expirationDays: null } }));
      expect(await db.users.get(user.userId)).toEqual({ ...user, linkDefaults: { expirationDays: 30 } });
    });

    it("a user that was written before accounts could be closed is open", async () => {
      const { closedAt: _, ...older } = sampleUser();
      cosmos.script(itemReply(older.userId, older));
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
      cosmos.script({ status: 201 }, { status: 201 }, itemReply(emailId, reservation));
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
