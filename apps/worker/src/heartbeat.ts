import { setTimeout as sleep } from "node:timers/promises";
import { newWorkerRunId, SECOND_MS, toInstant } from "@cloudpix/domain";
import { watchProcess } from "@cloudpix/telemetry";
import type { QueueLoop } from "./queue-loop.ts";
import type { Services } from "./services.ts";
import { succeedWorker } from "./succeed-worker.ts";

const beatMs = 10 * SECOND_MS;
const farewellMs = 2 * SECOND_MS;

/**
 * Writes every ten seconds into a row of its own in `runs` that this worker lives, when its loop last turned, since when the
 * queue has not answered, and its figures: a fixed handful of them, since its start. The first beat is at once; none begins
 * while one is under way. After half a minute it takes the place of one that died before it. `stop` removes the row, so
 * that a worker that stopped in order is no silent one; it waits two seconds for that at most and never throws.
 */
export const startHeartbeat = (
  services: Services,
  loop: Pick<QueueLoop, "inFlight" | "lastTurn" | "queueSilentSince">,
): { stop: () => Promise<void> } => {
  const { db, telemetry, now, figures } = services;
  const id = newWorkerRunId(now());
  const startedAt = toInstant(now());
  const health = watchProcess();
  let succeeded = false;
  let beating: Promise<void> | undefined;
  const attempt = async (work: () => Promise<unknown>, failure: string) => {
    try {
      await work();
    } catch (error) {
      telemetry.trackFailure(error, failure, { during: "heartbeat" });
    }
  };
  const write = async () => {
    const silentSince = loop.queueSilentSince();
    const details = {
      startedAt,
      inFlight: loop.inFlight(),
      lastTurn: toInstant(loop.lastTurn()),
      queueSilentSince: silentSince && toInstant(silentSince),
      ...figures.read(),
      ...health.read(),
    };
    await attempt(() => db.runs.put({ id, at: toInstant(now()), details }), "heartbeat not written");
    if (succeeded) return;
    await attempt(async () => {
      succeeded = await succeedWorker(services, startedAt);
    }, "whether a worker died before this one is not known yet");
  };
  const beat = () => {
    beating ??= write().finally(() => {
      beating = undefined;
    });
  };
  const leave = async () => {
    // A beat under way would bring the row back.
    await beating;
    await attempt(() => db.runs.removeWorker(id), "heartbeat not removed; it is forgotten within a day");
  };
  beat();
  const timer = setInterval(beat, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      health.stop();
      await Promise.race([leave(), sleep(farewellMs, undefined, { ref: false })]);
    },
  };
};
