/**
 * Where the ids of workers' rows lie among all ids of `runs`, the end not included. Rows are removed from `anyFrom` on:
 * there lies the one row that all workers of the first version wrote to, which no one reads any more.
 */
export const workerRunRange = {
  anyFrom: "worker-heartbeat",
  from: "worker-heartbeat.",
  to: "worker-heartbeat/",
} as const;
