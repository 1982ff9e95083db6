import { createHash } from "node:crypto";
import type { Container } from "@azure/cosmos";
import { unavailable } from "@cloudpix/domain";
import { z } from "zod";
import type { ThrottleRepository } from "../repositories/throttle-repository.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";

const Counter = z.strictObject({ id: z.string(), count: z.int(), resetMs: z.int() });

const ROUNDS = 5;

// Keys hold e-mails and addresses: hashed, because an id must not hold slashes and a database need not hold either.
const idOf = (key: string, startMs: number) => `${createHash("sha256").update(key).digest("hex")}.${startMs}`;

/**
 * One item per key and window in the container `throttles`. It lives for one window after its last try, since a TTL
 * counts from the last change; its id names its window, so that a late one counts for nothing.
 * A try whose answer was lost may count twice: limits err on the strict side.
 */
export const createCosmosThrottleRepository = (container: Container, call: Call): ThrottleRepository => {
  const store = createItemStore(container, call, Counter);

  return {
    hit: async (key, windowMs, nowMs) => {
      const startMs = nowMs - (nowMs % windowMs);
      const resetMs = startMs + windowMs;
      const id = idOf(key, startMs);
      const item = { id, partitionKey: id };
      const ttl = Math.max(1, Math.ceil(windowMs / 1_000));
      for (let round = 0; round < ROUNDS; round += 1) {
        const counted = await store.patch(item, { operations: [{ op: "incr", path: "/count", value: 1 }] });
        if (counted.status === "done") return { count: counted.record.count, resetMs };
        if ((await store.create(item, { id, count: 1, resetMs }, ttl)) === "created") {
          return { count: 1, resetMs };
        }
      }
      throw unavailable("The counter came and went in every round.");
    },

    removeOver: async () => 0,
  };
};
