import { createHash } from "node:crypto";
import { type Email, type UserId, UserRecord, unavailable } from "@cloudpix/domain";
import { z } from "zod";
import type { ItemStore } from "./item-store.ts";
import { patchCondition, sqlLiteral } from "./sql-literal.ts";

/**
 * The item that makes an e-mail unique over all users: Cosmos enforces uniqueness only of an id inside one logical
 * partition. `reservedAtMs` counts while `isConfirmed` is false: a registration that died half-way frees the e-mail.
 */
export const EmailReservation = z.strictObject({
  userId: z.string(),
  ownerId: UserRecord.shape.userId,
  isConfirmed: z.boolean(),
  reservedAtMs: z.int(),
});

/** Longer than any registration that is still running can take. */
const ABANDONED_AFTER_MS = 120_000;
/** Cosmos tidies an abandoned reservation away; nothing depends on it. */
const PENDING_TTL_SECONDS = 3_600;
const NEVER = -1;
const ROUNDS = 5;

/** Who the e-mail belongs to and whether that is settled. */
export type Holder = { ownerId: UserId; isConfirmed: boolean };

type Options = {
  store: ItemStore<typeof EmailReservation>;
  userExists: (userId: UserId) => Promise<boolean>;
  nowMs: () => number;
};

/** What the ids of reservations begin with, and no user's. */
export const reservationPrefix = "email:";

const keyOf = (email: Email) => {
  const id = `${reservationPrefix}${createHash("sha256").update(email).digest("hex")}`;
  return { id, partitionKey: id };
};

export const createEmailReservations = ({ store, userExists, nowMs }: Options) => {
  const holder = async (email: Email): Promise<Holder | null> =>
    (await store.read(keyOf(email)))?.record ?? null;

  const pending = (email: Email, ownerId: UserId) => ({
    userId: keyOf(email).id,
    ownerId,
    isConfirmed: false,
    reservedAtMs: nowMs(),
  });

  /**
   * Settles that `email` is `ownerId`'s for good. False when somebody else took it over in the meantime. Repeatable;
   * also right when the pending reservation has expired.
   */
  const confirm = async (email: Email, ownerId: UserId): Promise<boolean> => {
    const key = keyOf(email);
    for (let round = 0; round < ROUNDS; round += 1) {
      const patched = await store.patch(key, {
        operations: [
          { op: "set", path: "/isConfirmed", value: true },
          { op: "set", path: "/ttl", value: NEVER },
        ],
        condition: patchCondition(`c.ownerId = ${sqlLiteral(ownerId)}`),
      });
      if (patched.status === "done") return true;
      if (patched.status === "refused") return false;
      const settled = { ...pending(email, ownerId), isConfirmed: true };
      if ((await store.create(key, settled, NEVER)) === "created") return true;
    }
    return false;
  };

  /** Takes the e-mail for `ownerId` until it is confirmed. False while it is or may become somebody else's. */
  const reserve = async (email: Email, ownerId: UserId): Promise<boolean> => {
    const key = keyOf(email);
    for (let round = 0; round < ROUNDS; round += 1) {
      const created = await store.create(key, pending(email, ownerId), PENDING_TTL_SECONDS);
      if (created === "created") return true;
      const found = await store.read(key);
      if (!found) continue;
      const { record } = found;
      if (record.ownerId === ownerId) return true;
      if (record.isConfirmed || nowMs() - record.reservedAtMs < ABANDONED_AFTER_MS) return false;
      if (await userExists(record.ownerId)) {
        await confirm(email, record.ownerId);
        return false;
      }
      // The ETag decides between those who find the same abandoned reservation, and against its late confirmation.
      const taken = await store.replace(key, found, { ...pending(email, ownerId), ttl: PENDING_TTL_SECONDS });
      if (taken === "done") return true;
    }
    return false;
  };

  /** Frees the e-mail if it is `ownerId`'s; somebody else's stays. Repeatable. */
  const release = async (email: Email, ownerId: UserId): Promise<void> => {
    const key = keyOf(email);
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await store.read(key);
      if (found?.record.ownerId !== ownerId) return;
      if ((await store.remove(key, found.etag)) !== "changed") return;
    }
    throw unavailable("The reservation changed in every round.");
  };

  return { holder, reserve, confirm, release };
};
