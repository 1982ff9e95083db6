import { addMs, newUuidV7, spaceMarkMs, toInstant, type UserRecord } from "@cloudpix/domain";
import { describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleUser } from "./sample-records.ts";

/** What every {@link UserRepository} promises about the space of a user: reserved, given back, marked and settled. */
export const userSpaceContract = (open: () => Database): void => {
  const added = async (over: Partial<UserRecord> = {}) => {
    const user = sampleUser(over);
    expect(await open().users.create(user)).toBe("created");
    return user;
  };
  const at = fromNow(0);
  const ms = (count: number) => toInstant(addMs(new Date(at), count));
  const markOf = async ({ userId }: UserRecord) => (await open().users.get(userId))?.spaceChangedAt;

  describe("quota", () => {
    it("the last byte of the quota can be reserved and not one more", async () => {
      const user = await added({ quotaBytes: 10 });
      expect(await open().users.reserveBytes(user.userId, 10, at)).toBe("reserved");
      expect(await open().users.reserveBytes(user.userId, 1, at)).toBe("over_quota");
      expect(await open().users.get(user.userId)).toEqual({ ...user, usedBytes: 10, spaceChangedAt: at });
    });

    it("is exact under 50 parallel reservations", async () => {
      const user = await added({ quotaBytes: 100 });
      const answers = await inParallel(50, () => open().users.reserveBytes(user.userId, 7, at));
      expect(answers.filter((answer) => answer === "reserved")).toHaveLength(14);
      expect(answers.filter((answer) => answer === "over_quota")).toHaveLength(36);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(98);
    });

    it("a reservation is for one user: somebody else keeps all their space", async () => {
      const [one, other] = [await added(), await added()];
      await open().users.reserveBytes(one.userId, 500, at);
      expect(await open().users.get(other.userId)).toEqual(other);
    });

    it("a reservation for an unknown user answers `no_user`", async () => {
      expect(await open().users.reserveBytes(newUuidV7(new Date()), 1, at)).toBe("no_user");
    });

    it("sizes beyond 32 bits are counted exactly", async () => {
      const terabyte = 1024 ** 4;
      const user = await added({ quotaBytes: 9 * terabyte });
      await open().users.reserveBytes(user.userId, 8 * terabyte + 1, at);
      await open().users.releaseBytes(user.userId, 3 * terabyte, at);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(5 * terabyte + 1);
    });

    it("released bytes can be reserved again", async () => {
      const user = await added({ quotaBytes: 10 });
      await open().users.reserveBytes(user.userId, 10, at);
      await open().users.releaseBytes(user.userId, 4, at);
      expect(await open().users.reserveBytes(user.userId, 5, at)).toBe("over_quota");
      expect(await open().users.reserveBytes(user.userId, 4, at)).toBe("reserved");
    });

    it("usage never falls below zero", async () => {
      const user = await added({ usedBytes: 5 });
      await open().users.releaseBytes(user.userId, 6, at);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(0);
    });

    it("20 parallel releases beside 20 parallel reservations lose nothing", async () => {
      const user = await added({ usedBytes: 100, quotaBytes: 10_000 });
      await Promise.all([
        inParallel(20, () => open().users.releaseBytes(user.userId, 3, at)),
        inParallel(20, () => open().users.reserveBytes(user.userId, 5, at)),
      ]);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(140);
    });

    it("releasing for an unknown user does nothing", async () => {
      const userId = newUuidV7(new Date());
      await open().users.releaseBytes(userId, 1, at);
      expect(await open().users.get(userId)).toBeNull();
    });
  });

  describe("markSpace", () => {
    it("marks the user, for this user only, and changes nothing else", async () => {
      const [one, other] = [await added({ usedBytes: 7 }), await added()];
      await open().users.markSpace(one.userId, at);
      expect(await open().users.get(one.userId)).toEqual({ ...one, spaceChangedAt: at });
      expect(await open().users.get(other.userId)).toEqual(other);
    });

    it("a reservation and a release mark in the same step; one that is refused does not", async () => {
      const user = await added({ quotaBytes: 10 });
      await open().users.reserveBytes(user.userId, 11, ms(1));
      expect(await markOf(user)).toBeNull();
      await open().users.reserveBytes(user.userId, 10, ms(2));
      expect(await markOf(user)).toBe(ms(2));
      await open().users.releaseBytes(user.userId, 4, ms(3));
      expect(await markOf(user)).toBe(ms(3));
      await open().users.releaseBytes(user.userId, 100, ms(4));
      expect(await open().users.get(user.userId)).toEqual({ ...user, spaceChangedAt: ms(4) });
    });

    it.each([
      ["that is fresh stays", spaceMarkMs, 0],
      ["that is of the same moment stays", 0, 0],
      ["that is older is renewed", spaceMarkMs + 1, spaceMarkMs + 1],
      ["from a clock that was ahead is set right", -1, -1],
    ])("a mark %s", async (_, later, expected) => {
      const user = await added({ spaceChangedAt: at });
      await open().users.markSpace(user.userId, ms(later));
      expect(await markOf(user)).toBe(ms(expected));
    });

    it("of an unknown user does nothing", async () => {
      const userId = newUuidV7(new Date());
      await open().users.markSpace(userId, at);
      expect(await open().users.get(userId)).toBeNull();
    });
  });

  describe("listMarked", () => {
    const long = (index: number) => toInstant(new Date(index));
    const markedAt = (index: number) => added({ spaceChangedAt: long(index) });
    const mine = (users: UserRecord[], found: UserRecord[]) => {
      const ids = new Set(users.map(({ userId }) => userId));
      return found.filter(({ userId }) => ids.has(userId));
    };

    it("lists who was marked before the moment, longest first, complete in every field; nobody else", async () => {
      const [third, first, second] = [await markedAt(3), await markedAt(1), await markedAt(2)];
      const rest = [await added(), await markedAt(4)];
      const found = await open().users.listMarked(long(4), 1_000);
      expect(mine([first, second, third, ...rest], found)).toEqual([first, second, third]);
    });

    it("answers at most `limit`", async () => {
      for (const index of [1, 2, 3]) await markedAt(index);
      expect(await open().users.listMarked(long(4), 2)).toHaveLength(2);
    });

    it("leaves out closed accounts: they are being removed", async () => {
      const user = await markedAt(1);
      await open().users.close(user.userId, { from: user.passwordHash, at });
      expect(mine([user], await open().users.listMarked(long(4), 1_000))).toEqual([]);
    });
  });

  describe("settleSpace", () => {
    const seen = { usedBytes: 90, spaceChangedAt: at };

    it("sets what was counted and takes the mark away, while both are as they were seen", async () => {
      const user = await added(seen);
      expect(await open().users.settleSpace(user.userId, seen, 40)).toBe(true);
      expect(await open().users.get(user.userId)).toEqual({ ...user, usedBytes: 40, spaceChangedAt: null });
    });

    it("changes nothing when usage or mark have moved on, or the user is unknown", async () => {
      const user = await added(seen);
      const { settleSpace } = open().users;
      expect(await settleSpace(user.userId, { ...seen, usedBytes: 89 }, 40)).toBe(false);
      expect(await settleSpace(user.userId, { ...seen, spaceChangedAt: ms(-1) }, 40)).toBe(false);
      expect(await settleSpace(user.userId, { ...seen, spaceChangedAt: null }, 40)).toBe(false);
      expect(await open().users.get(user.userId)).toEqual(user);
      expect(await settleSpace(newUuidV7(new Date()), seen, 40)).toBe(false);
    });

    it("of 20 parallel counts that saw the same exactly one succeeds", async () => {
      const user = await added(seen);
      const answers = await inParallel(20, (index) => open().users.settleSpace(user.userId, seen, index));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await open().users.get(user.userId))?.usedBytes).toBe(answers.indexOf(true));
    });

    it("beside 20 parallel reservations loses none of them", async () => {
      const user = await added({ ...seen, quotaBytes: 1_000 });
      const [settled] = await Promise.all([
        open().users.settleSpace(user.userId, seen, 40),
        inParallel(20, () => open().users.reserveBytes(user.userId, 5, ms(1))),
      ]);
      const after = await open().users.get(user.userId);
      expect(after?.usedBytes).toBe((settled ? 40 : 90) + 100);
      expect(after?.spaceChangedAt).toBe(ms(1));
    });
  });
};
