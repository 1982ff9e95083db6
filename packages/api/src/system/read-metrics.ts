import { type MetricsView, toInstant } from "@cloudpix/domain";
import type { Context } from "../context.ts";
import { backgroundFigures } from "./background-figures.ts";

/**
 * Whether this process is being watched, and since when it runs: no more than that for strangers. An operator is told
 * what the process counted and what waits behind it (docs/decisions/0026). Nothing secret either way.
 */
export const readMetrics = async ({
  services,
  isOperator,
}: Pick<Context, "services" | "isOperator">): Promise<MetricsView> => {
  const { telemetryStatus, processFigures, now } = services;
  const appInsights = telemetryStatus();
  const uptimeSeconds = Math.floor(process.uptime());
  const detailed = isOperator()
    ? { ...processFigures(), telemetryStatus: appInsights.status, ...(await backgroundFigures(services)) }
    : {};
  return {
    message: "CloudPix is running.",
    timestamp: toInstant(now()),
    appInsights,
    telemetry: { uptimeSeconds, ...detailed },
  };
};
