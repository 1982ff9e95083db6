import { newUuidV7, type UserRecord } from "@cloudpix/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { inParallel } from "./in-parallel.ts";
import { fromNow, sampleUser } from "./sample-records.ts";
import { userClosingContract } from "./user-closing.contract.ts";
import { userSessionsContract } from "./user-sessions.contract.ts";
import { userSpaceContract } from "./user-space.contract.ts";

/** What every {@link UserRepository} promises. `open` is called once; the database is closed afterwards. */
export const userRepositoryContract = (open: () => Promise<Database>): void => {
  describe("user repository", () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db?.close());

    const added = async (over: Partial<UserRecord> = {}) => {
      const user = sampleUser(over);
      expect(await db.users.create(user)).toBe("created");
      return user;
    };

    describe("create, get, findByEmail", () => {
      it("a user comes back exactly as it was created, by id and by e-mail", async () => {
        const user = await added();
        expect(await db.users.get(user.userId)).toEqual(user);
        expect(await db.users.findByEmail(user.email)).toEqual(user);
      });

      it("a user without a name and with defaults of their own comes back with exactly these", async () => {
        const user = await added({ name: null, linkDefaults: { expirationDays: 3_650 } });
        expect(await db.users.get(user.userId)).toEqual(user);
      });

      it("an unknown id and an unknown e-mail answer null", async () => {
        const unknown = sampleUser();
        expect(await db.users.get(unknown.userId)).toBeNull();
        expect(await db.users.findByEmail(unknown.email)).toBeNull();
      });

      it("where somebody must permit it, a user is found once they do; their refusal is the answer, found or not", async () => {
        const user = await added();
        let permit = () => {};
        const permitted = new Promise<void>((resolve) => {
          permit = resolve;
        });
        let isFound = false;
        const found = db.users.findByEmail(user.email, permitted).finally(() => {
          isFound = true;
        });
        // Whoever waited for nobody would be through before a whole other search is.
        await db.users.findByEmail(user.email);
        expect(isFound).toBe(false);
        permit();
        expect(await found).toEqual(user);
        for (const { email } of [user, sampleUser()]) {
          const refused = db.users.findByEmail(email, Promise.reject(new Error("no")));
          await expect(refused).rejects.toThrow("no");
        }
      });

      it("repeating a create answers `created` and changes nothing, also after the user has changed", async () => {
        const user = await added();
        expect(await db.users.create(user)).toBe("created");
        const changed = await db.users.update(user.userId, { name: "New name" });
        expect(await db.users.create(user)).toBe("created");
        expect(await db.users.get(user.userId)).toEqual(changed);
      });

      it("an e-mail that is in use answers `email_taken` and leaves both users as they were", async () => {
        const first = await added();
        const second = sampleUser({ email: first.email });
        expect(await db.users.create(second)).toBe("email_taken");
        expect(await db.users.get(second.userId)).toBeNull();
        expect(await db.users.findByEmail(first.email)).toEqual(first);
      });

      it("of 50 parallel creates with one e-mail exactly one is `created`, and the e-mail leads to it", async () => {
        const { email } = sampleUser();
        const users = Array.from({ length: 50 }, () => sampleUser({ email }));
        const answers = await Promise.all(users.map((user) => db.users.create(user)));
        const winners = users.filter((_, index) => answers[index] === "created");
        expect(winners).toHaveLength(1);
        expect(answers.filter((answer) => answer === "email_taken")).toHaveLength(49);
        expect(await db.users.findByEmail(email)).toEqual(winners[0]);
      });

      it("20 parallel creates of the same user are all `created` and leave one user", async () => {
        const user = sampleUser();
        const answers = await inParallel(20, () => db.users.create(user));
        expect(new Set(answers)).toEqual(new Set(["created"]));
        expect(await db.users.findByEmail(user.email)).toEqual(user);
      });
    });

    describe("update", () => {
      it("changes what is given, keeps the rest, and answers the user after it", async () => {
        const user = await added({ usedBytes: 7, tokenVersion: 3 });
        const changes = {
          name: null,
          linkDefaults: { expirationDays: 7 },
          quotaBytes: 5_000,
        };
        expect(await db.users.update(user.userId, { name: "Only this" })).toEqual({
          ...user,
          name: "Only this",
        });
        expect(await db.users.update(user.userId, changes)).toEqual({ ...user, ...changes });
        expect(await db.users.get(user.userId)).toEqual({ ...user, ...changes });
        expect(await db.users.findByEmail(user.email)).toEqual({ ...user, ...changes });
      });

      it("without changes answers the user as it is", async () => {
        const user = await added();
        expect(await db.users.update(user.userId, {})).toEqual(user);
      });

      it("of an unknown user answers null and creates nobody", async () => {
        const userId = newUuidV7(new Date());
        expect(await db.users.update(userId, { name: "Nobody" })).toBeNull();
        expect(await db.users.get(userId)).toBeNull();
      });

      it("touches nobody else", async () => {
        const [one, other] = [await added(), await added()];
        await db.users.update(one.userId, { name: "Changed" });
        expect(await db.users.get(other.userId)).toEqual(other);
      });

      it("loses no reservation and no ended session that happens at the same moment", async () => {
        const user = await added();
        const endOneAfterTheOther = async () => {
          for (let from = 0; from < 5; from += 1) await db.users.endSessions(user.userId, from);
        };
        await Promise.all([
          inParallel(20, () => db.users.reserveBytes(user.userId, 1, fromNow(0))),
          inParallel(20, (index) => db.users.update(user.userId, { name: `Name ${index}` })),
          endOneAfterTheOther(),
        ]);
        expect(await db.users.get(user.userId)).toMatchObject({ usedBytes: 20, tokenVersion: 5 });
      });
    });

    userSessionsContract(() => db);
    userSpaceContract(() => db);
    userClosingContract(() => db);
  });
};
