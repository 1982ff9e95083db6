import { z } from "zod";
import { Instant } from "./instant.ts";

/** The last word of a background process: the worker's heartbeat, the last clean-up. `id` says which. */
export const RunRecord = z.strictObject({
  id: z.enum(["worker-heartbeat", "cleanup"]),
  at: Instant,
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type RunRecord = z.infer<typeof RunRecord>;
