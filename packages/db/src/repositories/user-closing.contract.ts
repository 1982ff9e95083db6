import { newUuidV7, type UserId, type UserRecord } from "@cloudpix/domain";
import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleUser } from "./sample-records.ts";

/** What every {@link UserRepository} promises about the end of an account and about lists of accounts. */
export const userClosingContract = (open: () => Database): void => {
  const added = async (over: Partial<UserRecord> = {}) => {
    const user = sampleUser(over);
    expect(await open().users.create(user)).toBe("created");
    return user;
  };
  const at = fromNow(0);
  const closed = async (user: UserRecord, closedAt = at) => {
    const after = { ...user, closedAt, tokenVersion: user.tokenVersion + 1 };
    expect(await open().users.close(user.userId, { from: user.passwordHash, at: closedAt })).toEqual(after);
    return after;
  };

  describe("close", () => {
    it("remembers when and ends every session in the same step", async () => {
      const user = await added({ tokenVersion: 3 });
      const after = await closed(user);
      expect(await open().users.get(user.userId)).toEqual(after);
    });

    it("a closed account is still found by its e-mail, and the e-mail is still taken", async () => {
      const after = await closed(await added());
      expect(await open().users.findByEmail(after.email)).toEqual(after);
      expect(await open().users.create(sampleUser({ email: after.email }))).toBe("email_taken");
    });

    it("when the hash is another by now nothing changes", async () => {
      const user = await added();
      expect(await open().users.close(user.userId, { from: "$2b$10$old", at })).toBeNull();
      expect(await open().users.get(user.userId)).toEqual(user);
    });

    it("a second time answers null and changes nothing, not even the moment", async () => {
      const after = await closed(await added());
      const again = { from: after.passwordHash, at: fromNow(60_000) };
      expect(await open().users.close(after.userId, again)).toBeNull();
      expect(await open().users.get(after.userId)).toEqual(after);
    });

    it("of 50 parallel closes exactly one succeeds", async () => {
      const user = await added();
      const answers = await inParallel(50, () =>
        open().users.close(user.userId, { from: user.passwordHash, at }),
      );
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
      expect((await open().users.get(user.userId))?.tokenVersion).toBe(1);
    });

    it("against a change of the password at the same moment exactly one succeeds", async () => {
      const user = await added();
      const from = user.passwordHash;
      const to = "$2b$10$another";
      const [left, replaced] = await Promise.all([
        open().users.close(user.userId, { from, at }),
        open().users.replacePassword(user.userId, { from, to, endsSessions: true }),
      ]);
      expect([left, replaced].filter((answer) => answer !== null)).toHaveLength(1);
      expect(await open().users.get(user.userId)).toEqual(left ?? replaced);
    });

    it("against an end of the sessions at the same moment the end comes first or fails", async () => {
      const user = await added();
      const [left, ended] = await Promise.all([
        open().users.close(user.userId, { from: user.passwordHash, at }),
        open().users.endSessions(user.userId, user.tokenVersion),
      ]);
      expect(left?.tokenVersion).toBe(ended === null ? 1 : 2);
      expect(await open().users.get(user.userId)).toEqual(left);
    });

    it("a closed account is changed by nobody any more: no other password, name, quota or end of its sessions", async () => {
      const after = await closed(await added());
      const { userId, passwordHash: from, tokenVersion } = after;
      for (const endsSessions of [true, false]) {
        const change = { from, to: "$2b$10$another", endsSessions };
        expect(await open().users.replacePassword(userId, change)).toBeNull();
      }
      expect(await open().users.update(userId, { name: "New name" })).toBeNull();
      expect(await open().users.update(userId, { quotaBytes: 5_000 })).toBeNull();
      expect(await open().users.update(userId, {})).toBeNull();
      expect(await open().users.endSessions(userId, tokenVersion)).toBeNull();
      expect(await open().users.get(userId)).toEqual(after);
    });

    it("an unknown user answers null", async () => {
      expect(await open().users.close(newUuidV7(new Date()), { from: "x", at })).toBeNull();
    });

    it("the account of somebody else stays open", async () => {
      const other = await added();
      await closed(await added());
      expect(await open().users.get(other.userId)).toEqual(other);
    });

    it("a closed account gets no space, and gives space back", async () => {
      const user = await closed(await added({ usedBytes: 10 }));
      expect(await open().users.reserveBytes(user.userId, 1, at)).toBe("no_user");
      expect(await open().users.reserveBytes(user.userId, 10 ** 9, at)).toBe("no_user");
      await open().users.releaseBytes(user.userId, 4, at);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(6);
    });

    it("closing beside 20 parallel reservations leaves exactly those that were answered", async () => {
      const user = await added();
      const [answers] = await Promise.all([
        inParallel(20, () => open().users.reserveBytes(user.userId, 1, at)),
        open().users.close(user.userId, { from: user.passwordHash, at }),
      ]);
      const reserved = answers.filter((answer) => answer === "reserved").length;
      expect(new Set(answers).has("over_quota")).toBe(false);
      expect(await open().users.get(user.userId)).toMatchObject({ usedBytes: reserved, closedAt: at });
    });
  });

  describe("remove", () => {
    it("removes a closed account for good and frees its e-mail for anybody", async () => {
      const old = await closed(await added());
      expect(await open().users.remove(old.userId)).toBe(true);
      expect(await open().users.get(old.userId)).toBeNull();
      expect(await open().users.findByEmail(old.email)).toBeNull();
      const fresh = await added({ email: old.email });
      expect(await open().users.findByEmail(old.email)).toEqual(fresh);
    });

    it("a second time answers false and leaves whoever has the e-mail now", async () => {
      const old = await closed(await added());
      await open().users.remove(old.userId);
      const fresh = await added({ email: old.email });
      expect(await open().users.remove(old.userId)).toBe(false);
      expect(await open().users.findByEmail(old.email)).toEqual(fresh);
      expect(await open().users.create(sampleUser({ email: old.email }))).toBe("email_taken");
    });

    it("an open account and an unknown one answer false, and the open one stays", async () => {
      const user = await added();
      expect(await open().users.remove(user.userId)).toBe(false);
      expect(await open().users.remove(newUuidV7(new Date()))).toBe(false);
      expect(await open().users.findByEmail(user.email)).toEqual(user);
    });

    it("20 parallel removals leave neither the account nor its e-mail", async () => {
      const user = await closed(await added());
      const answers = await inParallel(20, () => open().users.remove(user.userId));
      expect(answers).toContain(true);
      expect(await open().users.get(user.userId)).toBeNull();
      expect(await open().users.create(sampleUser({ email: user.email }))).toBe("created");
    });

    it("of 20 who register the e-mail while it is being freed at most one gets it, and keeps it", async () => {
      const old = await closed(await added());
      const next = Array.from({ length: 20 }, () => sampleUser({ email: old.email }));
      const [, answers] = await Promise.all([
        open().users.remove(old.userId),
        Promise.all(next.map((user) => open().users.create(user))),
      ]);
      const winners = next.filter((_, index) => answers[index] === "created");
      expect(winners.length).toBeLessThanOrEqual(1);
      expect(await open().users.findByEmail(old.email)).toEqual(winners[0] ?? null);
    });
  });

  describe("list", () => {
    it("walks all users once in the order of their ids, closed ones included, and nothing that is no user", async () => {
      const mine = await Promise.all([added(), added(), added(), closed(await added())]);
      const seen: UserRecord[] = [];
      let after: UserId | undefined;
      do {
        const page = await open().users.list({ limit: 50, ...(after ? { after } : {}) });
        expect(page.length).toBeLessThanOrEqual(50);
        seen.push(...page);
        after = page.at(-1)?.userId;
      } while (after);
      const ids = seen.map((user) => user.userId);
      expect(ids).toEqual([...new Set(ids)].sort());
      for (const user of mine) expect(seen).toContainEqual(user);
    });

    it("begins behind the user it is told, though that one is gone", async () => {
      const gone = await closed(await added());
      const next = await added({ userId: newUuidV7(new Date(Date.now() + 1_000)) });
      await open().users.remove(gone.userId);
      const page = await open().users.list({ limit: 1_000, after: gone.userId });
      expect(page).toContainEqual(next);
      expect(page.every((user) => user.userId > gone.userId)).toBe(true);
    });
  });

  describe("listClosed", () => {
    const mine: UserRecord[] = [];
    afterEach(async () => {
      for (const { userId } of mine.splice(0)) await open().users.remove(userId);
    });

    it("lists closed accounts, complete in every field, until they are removed; never an open one", async () => {
      const user = await added();
      mine.push(await closed(await added()), await closed(await added()));
      const found = await open().users.listClosed(1_000);
      for (const one of mine) expect(found).toContainEqual(one);
      expect(found.map(({ userId }) => userId)).not.toContain(user.userId);
      expect(found.every(({ closedAt }) => closedAt !== null)).toBe(true);
      const removed = mine.shift()?.userId ?? "";
      await open().users.remove(removed);
      expect((await open().users.listClosed(1_000)).map(({ userId }) => userId)).not.toContain(removed);
    });

    it("begins with the account that was closed longest ago", async () => {
      for (const ms of [-1_000, -3_000, -2_000]) mine.push(await closed(await added(), fromNow(ms)));
      const found = await open().users.listClosed(1_000);
      const moments = found.map(({ closedAt }) => closedAt ?? "");
      expect(found).toEqual(expect.arrayContaining(mine));
      expect(moments).toEqual(moments.toSorted());
    });

    it("answers at most `limit` accounts", async () => {
      mine.push(await closed(await added()), await closed(await added()));
      expect(await open().users.listClosed(1)).toHaveLength(1);
    });
  });
};
