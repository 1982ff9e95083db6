import { createLog } from "./log.ts";
import { leavePreloaded, type Preloaded } from "./preloaded.ts";

/** What telemetry is started with, from the settings of an app. */
export type TelemetrySettings = {
  connectionString: string;
  /** Share of operations that are told of, 0 to 1. */
  sampling: number;
  /** The environment of this process; switches are set in it. */
  environment: Record<string, string | undefined>;
};

type Start = (options: TelemetrySettings & { role: string }) => Preloaded;

/**
 * Starts telemetry before a program (`node --import`) and leaves it for the program; undefined `settings`: nothing is
 * asked for, and nothing is loaded. What cannot be started is a line in the log and no reason not to serve.
 */
export const preloadTelemetry = async (
  role: string,
  settings: TelemetrySettings | undefined,
  load: () => Promise<{ startAppInsights: Start }>,
): Promise<void> => {
  if (settings === undefined) return;
  try {
    const { startAppInsights } = await load();
    leavePreloaded(startAppInsights({ ...settings, role }));
  } catch (error) {
    leavePreloaded(undefined);
    createLog({ process: role, level: "error" }).error({ err: error }, "telemetry did not start");
  }
};
