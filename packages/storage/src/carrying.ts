import type { JobQueue } from "./job-queue.ts";

/**
 * The queue as one request or job uses it: every message sent through it carries the request's id, so that the lines of
 * the work it causes are found by it. A message that has an id keeps it; ids that no message can carry are left out.
 */
export const carrying = (requestId: string | undefined, queue: JobQueue): JobQueue =>
  requestId === undefined || requestId === "" || requestId.length > 64
    ? queue
    : { ...queue, send: (message) => queue.send({ requestId, ...message }) };
