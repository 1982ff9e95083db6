import { createHash } from "node:crypto";
import type { Container } from "@azure/cosmos";
import { unavailable } from "@cloudpix/domain";
import { z } from "zod";
import type { ThrottleRepository } from "../repositories/throttle-repository.ts";
import { createItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";

const Counter = z.strictObject({ id: z.string(), count: z.int(), resetMs: z.int() });
const Mark = z.strictObject({ id: z.string(), untilMs: z.int() });

const ROUNDS = 5;

// Keys hold e-mails and addresses: hashed, because an id must not hold slashes and a database need not hold either.
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const itemOf = (id: string) => ({ id, partitionKey: id });
const markOf = (key: string) => itemOf(`${hashOf(key)}.mark`);
const ttlOf = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/**
 * One item per key and window in the container `throttles`. It lives for one window after its last try, since a TTL
 * counts from the last change; its id names its window, so that a late one counts for nothing.
 * A try whose answer was lost may count twice: limits err on the strict side. A mark is one item per key.
 */
export const createCosmosThrottleRepository = (container: Container, call: Call): ThrottleRepository => {
  const store = createItemStore(container, call, Counter);
  const marks = createItemStore(container, call, Mark);

  return {
    hit: async (key, windowMs, nowMs) => {
      const startMs = nowMs - (nowMs % windowMs);
      const resetMs = startMs + windowMs;
      const item = itemOf(`${hashOf(key)}.${startMs}`);
      const { id } = item;
      for (let round = 0; round < ROUNDS; round += 1) {
        // Whoever comes seldom, as people do, is the first in their window: one request instead of two.
        if ((await store.create(item, { id, count: 1, resetMs }, ttlOf(windowMs))) === "created") {
          return { count: 1, resetMs };
        }
        const counted = await store.patch(item, { operations: [{ op: "incr", path: "/count", value: 1 }] });
        if (counted.status === "done") return { count: counted.record.count, resetMs };
      }
      throw unavailable("The counter came and went in every round.");
    },

    mark: (key, lastsMs, nowMs) => {
      const item = markOf(key);
      return marks.put(item, { id: item.id, untilMs: nowMs + lastsMs }, ttlOf(lastsMs));
    },

    isMarked: async (key, atMs) => ((await marks.read(markOf(key)))?.record.untilMs ?? 0) > atMs,

    removeOver: async () => 0,
  };
};
