import { type MetricsView, toInstant } from "@cloudpix/domain";
import type { Services } from "../services.ts";

/** Whether this process is being watched, and since when it runs. No more than that for strangers; nothing secret. */
export const readMetrics = ({ telemetryStatus, now }: Services): MetricsView => ({
  message: "CloudPix is running.",
  timestamp: toInstant(now()),
  appInsights: telemetryStatus(),
  telemetry: { uptimeSeconds: Math.floor(process.uptime()) },
});
