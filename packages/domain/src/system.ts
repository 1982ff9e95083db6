import { z } from "zod";
import { Instant } from "./instant.ts";

/** Says that the process lives; asks no dependency. */
export const HealthView = z.strictObject({
  status: z.literal("ok"),
  timestamp: Instant,
  service: z.literal("CloudPix API"),
});
export type HealthView = z.infer<typeof HealthView>;

const DependencyView = z.strictObject({
  ok: z.boolean(),
  /** How long it took to answer, or to be given up. */
  durationMs: z.number().min(0),
});

/** Whether CloudPix can do its work now. The workers' heartbeat is told and decides nothing: they may just be restarting. */
export const ReadinessView = z.strictObject({
  status: z.enum(["ok", "unavailable"]),
  timestamp: Instant,
  dependencies: z.strictObject({ database: DependencyView, blobs: DependencyView, queue: DependencyView }),
  /** The newest word of any worker. null: none runs that has said one, or the database does not answer. */
  worker: z.strictObject({ lastHeartbeat: Instant }).nullable(),
  /** With whatever is not ready, as with every refusal: the log says under it what the cause is. */
  requestId: z.string().optional(),
});
export type ReadinessView = z.infer<typeof ReadinessView>;

/** Whether and how CloudPix is being watched; nothing secret. `telemetry` says more to an operator than to strangers. */
export const MetricsView = z.strictObject({
  message: z.string(),
  timestamp: Instant,
  appInsights: z.strictObject({
    connectionStringConfigured: z.boolean(),
    initialized: z.boolean(),
    status: z.string(),
  }),
  telemetry: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type MetricsView = z.infer<typeof MetricsView>;
