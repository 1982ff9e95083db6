import { newUuidV7, type UserRecord } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { sampleUser } from "./sample-records.ts";

/** What every {@link UserRepository} promises about the password of an account and the end of its sessions. */
export const userSessionsContract = (open: () => Database): void => {
  const added = async (over: Partial<UserRecord> = {}) => {
    const user = sampleUser(over);
    expect(await open().users.create(user)).toBe("created");
    return user;
  };

  describe("replacePassword", () => {
    const to = "$2b$10$another";

    it("replaces the hash and, when asked, ends the sessions in the same step", async () => {
      const user = await added({ tokenVersion: 3 });
      const quiet = { from: user.passwordHash, to, endsSessions: false };
      expect(await open().users.replacePassword(user.userId, quiet)).toEqual({ ...user, passwordHash: to });
      const loud = { from: to, to: "$2b$10$third", endsSessions: true };
      const after = { ...user, passwordHash: loud.to, tokenVersion: 4 };
      expect(await open().users.replacePassword(user.userId, loud)).toEqual(after);
      expect(await open().users.get(user.userId)).toEqual(after);
    });

    it("when the hash is another by now nothing changes", async () => {
      const user = await added();
      const stale = { from: "$2b$10$old", to, endsSessions: true };
      expect(await open().users.replacePassword(user.userId, stale)).toBeNull();
      expect(await open().users.get(user.userId)).toEqual(user);
    });

    it("of 20 parallel replacements of one hash exactly one succeeds", async () => {
      const user = await added();
      const answers = await inParallel(20, (index) =>
        open().users.replacePassword(user.userId, {
          from: user.passwordHash,
          to: `$2b$10$${index}`,
          endsSessions: true,
        }),
      );
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
      expect((await open().users.get(user.userId))?.tokenVersion).toBe(user.tokenVersion + 1);
    });

    it("an unknown user answers null", async () => {
      const change = { from: "$2b$10$old", to, endsSessions: true };
      expect(await open().users.replacePassword(newUuidV7(new Date()), change)).toBeNull();
    });
  });

  describe("endSessions", () => {
    it("raises the version it was shown by one, for this user only, and answers the user after it", async () => {
      const [one, other] = [await added({ tokenVersion: 4 }), await added({ tokenVersion: 4 })];
      const after = { ...one, tokenVersion: 5 };
      expect(await open().users.endSessions(one.userId, 4)).toEqual(after);
      expect(await open().users.get(one.userId)).toEqual(after);
      expect(await open().users.get(other.userId)).toEqual(other);
    });

    it("from a version that is over, or was never reached, nothing changes", async () => {
      const user = await added({ tokenVersion: 4 });
      expect(await open().users.endSessions(user.userId, 3)).toBeNull();
      expect(await open().users.endSessions(user.userId, 5)).toBeNull();
      expect(await open().users.get(user.userId)).toEqual(user);
    });

    it("of 20 parallel calls from one version exactly one wins, and ends the sessions once", async () => {
      const user = await added();
      const answers = await inParallel(20, () => open().users.endSessions(user.userId, 0));
      const after = { ...user, tokenVersion: 1 };
      expect(answers.filter((answer) => answer !== null)).toEqual([after]);
      expect(await open().users.get(user.userId)).toEqual(after);
    });

    it("against a change of the password at the same moment exactly one of the two ends that version", async () => {
      const user = await added();
      const change = { from: user.passwordHash, to: "$2b$10$another", endsSessions: true };
      const [ended, replaced] = await Promise.all([
        open().users.endSessions(user.userId, 0),
        open().users.replacePassword(user.userId, change),
      ]);
      expect(replaced).not.toBeNull();
      // Either it came first, or it was refused: it never goes on from a version it was not told.
      if (ended !== null) expect(ended).toEqual({ ...user, tokenVersion: 1 });
      expect((await open().users.get(user.userId))?.tokenVersion).toBe(ended === null ? 1 : 2);
    });

    it("of an unknown user answers null", async () => {
      expect(await open().users.endSessions(newUuidV7(new Date()), 0)).toBeNull();
    });
  });
};
