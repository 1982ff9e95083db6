import { type HealthView, toInstant } from "@cloudpix/domain";
import { running } from "./running.ts";

/** Says that the process lives; asks no dependency. */
export const healthResponse = (): Response => {
  const health: HealthView = {
    status: "ok",
    timestamp: toInstant(running().services.now()),
    service: "CloudPix API",
  };
  return Response.json(health, { headers: { "cache-control": "no-store" } });
};
