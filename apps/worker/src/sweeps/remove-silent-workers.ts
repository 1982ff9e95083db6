import { addMs, silentWorkerMs, toInstant } from "@cloudpix/domain";
import type { Sweep } from "./sweep.ts";

/** Forgets workers that fell silent more than an hour ago. One that stops in order removes its own row. */
export const removeSilentWorkers: Sweep = async ({ db, now }) => ({
  workersForgotten: await db.runs.removeWorkersBefore(toInstant(addMs(now(), -silentWorkerMs))),
});
