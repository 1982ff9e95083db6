import { SECOND_MS, toInstant } from "@cloudpix/domain";
import type { QueueLoop } from "./queue-loop.ts";
import type { Services } from "./services.ts";

const beatMs = 10 * SECOND_MS;

/** Writes into `runs` every ten seconds that the worker lives and when its loop last turned. The first beat is at once. */
export const startHeartbeat = (
  { db, log, now }: Services,
  loop: Pick<QueueLoop, "inFlight" | "lastTurn">,
): { stop: () => void } => {
  const startedAt = toInstant(now());
  const beat = async () => {
    const details = { startedAt, inFlight: loop.inFlight(), lastTurn: toInstant(loop.lastTurn()) };
    try {
      await db.runs.put({ id: "worker-heartbeat", at: toInstant(now()), details });
    } catch (error) {
      log.warn({ err: error }, "heartbeat not written");
    }
  };
  void beat();
  const timer = setInterval(beat, beatMs);
  return { stop: () => clearInterval(timer) };
};
