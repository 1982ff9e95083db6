import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@cloudpix/domain";
import {
  consoleToLog,
  createEndProgram,
  createLog,
  endOnCrash,
  settingsOrEnd,
  takePreloaded,
} from "@cloudpix/telemetry";
import { readProcessEnv } from "./env.ts";
import { startHealthServer } from "./health-server.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { openServices } from "./open-services.ts";
import { createQueueLoop } from "./queue-loop.ts";
import { startQueueReport } from "./report-queue.ts";
import { startSchedule } from "./sweeps/schedule.ts";

// Together below the ten seconds after which the process must be gone.
const graceMs = 7 * SECOND_MS;
const exitMs = 9.5 * SECOND_MS;
const telemetryMs = SECOND_MS;

const env = await settingsOrEnd("worker", readProcessEnv);
const log = createLog({ process: "worker", level: env.LOG_LEVEL });
const end = createEndProgram(log);
consoleToLog(log);
endOnCrash({ end });

const start = async () => {
  const { services, close } = await openServices(env, log);
  const loop = createQueueLoop(services, { pollMs: env.QUEUE_POLL_MS });
  const schedule = startSchedule(services, {
    cleanupCron: env.CLEANUP_CRON,
    trashDays: env.TRASH_DAYS,
    isWorkingOn: loop.isWorkingOn,
  });
  const heartbeat = startHeartbeat(services, loop);
  const preloaded = takePreloaded();
  const queueReport = preloaded && startQueueReport(services);
  const health =
    env.WORKER_HEALTH_PORT === undefined
      ? undefined
      : await startHealthServer(loop, { port: env.WORKER_HEALTH_PORT, now: services.now });
  loop.start();
  log.info({ healthPort: health?.port ?? null, pid: process.pid }, "worker ready");

  return async (signal: string) => {
    log.info({ signal, inFlight: loop.inFlight() }, "worker stopping");
    setTimeout(() => process.exit(1), exitMs).unref();
    const farewell = heartbeat.stop();
    queueReport?.stop();
    // A step that storage keeps waiting is left as a kill would leave it.
    const scheduled = Promise.race([schedule.stop(), sleep(graceMs, undefined, { ref: false })]);
    await loop.stop(graceMs);
    health?.stop();
    await scheduled;
    await farewell;
    await close();
    await preloaded?.stop(telemetryMs);
    log.info("worker stopped");
    // What was given back may still be drawing; nobody waits for it.
    process.exit(0);
  };
};

const stop = await start().catch((error: unknown) => end(error, "the worker did not start"));

let stopping = false;
const onSignal = (signal: string) => {
  if (stopping) return;
  stopping = true;
  stop(signal).catch((error: unknown) => end(error, "the worker did not stop in order"));
};
process.on("SIGTERM", onSignal);
process.on("SIGINT", onSignal);
