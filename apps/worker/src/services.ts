import type { Database } from "@cloudpix/db";
import type { BlobStore, JobQueue } from "@cloudpix/storage";
import type { Log, Telemetry } from "@cloudpix/telemetry";
import type { JobFigures } from "./job-figures.ts";
import type { RenderPool } from "./render/render-pool.ts";

/** Everything the worker's jobs and sweeps work with; built once, in the composition root. */
export type Services = {
  db: Database;
  blobs: BlobStore;
  queue: JobQueue;
  render: RenderPool;
  telemetry: Telemetry;
  log: Log;
  figures: JobFigures;
  now: () => Date;
};
