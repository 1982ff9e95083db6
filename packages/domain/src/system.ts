import { z } from "zod";
import { Instant } from "./instant.ts";

/** Says that the process lives; asks no dependency. */
export const HealthView = z.strictObject({
  status: z.literal("ok"),
  timestamp: Instant,
  service: z.literal("CloudPix API"),
});
export type HealthView = z.infer<typeof HealthView>;
