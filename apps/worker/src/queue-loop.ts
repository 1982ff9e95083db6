import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS, type WorkMessage } from "@cloudpix/domain";
import type { Delivery } from "@cloudpix/storage";
import { handleDelivery } from "./queue/handle-delivery.ts";
import { inMessage } from "./queue/in-message.ts";
import { createLane } from "./queue/lane.ts";
import type { Services } from "./services.ts";

/** What takes work from the queue. */
export type QueueLoop = {
  /** Starts receiving. */
  start(): void;
  /**
   * Stops receiving, lets what is under way finish for at most `graceMs`, gives back what did not. Resolves when nothing is
   * held any more. Repeatable.
   */
  stop(graceMs: number): Promise<void>;
  /** Messages being worked on. */
  inFlight(): number;
  /** Whether this very work is under way here. */
  isWorkingOn(message: WorkMessage): boolean;
  /** When the loop last turned; it turns at least every second or so while it is well. */
  lastTurn(): Date;
  /** Since when the queue has not answered; null while it does. */
  queueSilentSince(): Date | null;
};

type Options = {
  pollMs: number;
  /** How long a message stays hidden if this process dies; whole seconds. */
  leaseMs?: number;
  /** Pictures at a time: one more than the render processes, so that bytes travel while others are drawn. */
  drawing?: number;
  /** Large uploads being hashed at a time: slow and mostly waiting, so they have a lane of their own. */
  verifying?: number;
};

const mostReceived = 32;

// Keeps the loop's pulse while every slot is busy.
const turnMs = SECOND_MS;

const longestPauseMs = 10 * SECOND_MS;

const keyOf = ({ type, fileId }: WorkMessage) => `${type} ${fileId}`;

/** A loop that has not started. Of what waits it takes only as much as it can begin at once. */
export const createQueueLoop = (services: Services, options: Options): QueueLoop => {
  const { queue, telemetry, now } = services;
  const { pollMs, leaseMs = 20 * SECOND_MS, drawing = 3, verifying = 2 } = options;
  const lanes = { drawing: createLane(drawing), verifying: createLane(verifying) };
  const held = new Map<Delivery, Promise<void>>();
  const working = new Set<string>();
  const stopping = new AbortController();
  let freed = Promise.withResolvers<void>();
  let lastTurn = now();
  let running: Promise<void> | undefined;
  let failures = 0;
  let silentSince: Date | null = null;

  const work = async (delivery: Delivery): Promise<void> => {
    const { message } = delivery;
    const key = message === null ? delivery.messageId : keyOf(message);
    if (working.has(key)) {
      // The same work is under way here, and its own message comes back if it does not end well.
      await queue.remove(delivery);
      return;
    }
    working.add(key);
    const lane = message?.type === "verify" ? lanes.verifying : lanes.drawing;
    await handleDelivery(services, delivery, lane, leaseMs).finally(() => working.delete(key));
  };

  const begin = (delivery: Delivery) => {
    const done = inMessage(services, delivery, () =>
      work(delivery).catch((error: unknown) => {
        const { message, deliveries } = delivery;
        const facts = { during: "settling", job: message?.type ?? null, deliveries };
        telemetry.trackFailure(error, "left to the end of its lease", facts);
      }),
    ).finally(() => {
      held.delete(delivery);
      freed.resolve();
      freed = Promise.withResolvers<void>();
    });
    held.set(delivery, done);
  };

  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal }).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });

  /** How many messages there is room for; waiting hashes must not pile up without end. */
  const room = () =>
    lanes.verifying.load() < mostReceived ? Math.min(lanes.drawing.free(), mostReceived) : 0;

  const giveBack = (delivery: Delivery): Promise<void> =>
    inMessage(services, delivery, async () => {
      try {
        await queue.release(delivery);
      } catch (error) {
        telemetry.trackFailure(error, "not given back; its lease ends by itself", { during: "giving back" });
      }
    });

  const turn = async (): Promise<void> => {
    const wanted = room();
    if (wanted === 0) {
      await Promise.race([freed.promise, pause(turnMs)]);
      return;
    }
    const deliveries = await queue.receive(wanted, leaseMs);
    failures = 0;
    silentSince = null;
    if (stopping.signal.aborted) {
      await Promise.all(deliveries.map(giveBack));
      return;
    }
    for (const delivery of deliveries) begin(delivery);
    if (deliveries.length < wanted) await pause(pollMs);
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      lastTurn = now();
      try {
        await turn();
      } catch (error) {
        failures += 1;
        silentSince ??= lastTurn;
        telemetry.trackFailure(error, "the queue does not answer", { during: "receiving", failures });
        await pause(Math.min(longestPauseMs, pollMs * 2 ** Math.min(failures, 10)));
      }
    }
  };

  return {
    start: () => {
      running ??= run();
    },
    stop: async (graceMs) => {
      stopping.abort();
      const deadline = sleep(graceMs, undefined, { ref: false });
      await Promise.race([running, deadline]);
      await Promise.race([Promise.all(held.values()), deadline]);
      await Promise.all([...held.keys()].map(giveBack));
    },
    inFlight: () => held.size,
    isWorkingOn: (message) => working.has(keyOf(message)),
    lastTurn: () => lastTurn,
    queueSilentSince: () => silentSince,
  };
};
