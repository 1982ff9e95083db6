import { SECOND_MS, toInstant } from "@cloudpix/domain";
import { watchProcess } from "@cloudpix/telemetry";
import type { QueueLoop } from "./queue-loop.ts";
import type { Services } from "./services.ts";

const beatMs = 10 * SECOND_MS;

/**
 * Writes into `runs` every ten seconds that the worker lives, when its loop last turned, and its figures: a fixed handful
 * of them, since its start. The first beat is at once.
 */
export const startHeartbeat = (
  { db, log, telemetry, now, figures }: Services,
  loop: Pick<QueueLoop, "inFlight" | "lastTurn">,
): { stop: () => void } => {
  const startedAt = toInstant(now());
  const health = watchProcess();
  const beat = async () => {
    const details = {
      startedAt,
      inFlight: loop.inFlight(),
      lastTurn: toInstant(loop.lastTurn()),
      ...figures.read(),
      ...health.read(),
    };
    try {
      await db.runs.put({ id: "worker-heartbeat", at: toInstant(now()), details });
    } catch (error) {
      log.warn({ err: error }, "heartbeat not written");
      telemetry.trackException(error, { during: "heartbeat" });
    }
  };
  void beat();
  const timer = setInterval(beat, beatMs);
  return {
    stop: () => {
      clearInterval(timer);
      health.stop();
    },
  };
};
