import { z } from "zod";
import type { TelemetrySettings } from "./preload-telemetry.ts";

/** The settings of telemetry as an app reads them, to be spread among its own. */
export const telemetryVariables = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional(),
  TELEMETRY_SAMPLING: z.coerce.number("must be a number").min(0).max(1).default(1),
};

const Variables = z.object(telemetryVariables);

/**
 * What a preload starts telemetry with, from the environment of its process; an empty string counts as unset. Undefined:
 * it is not asked for, or its settings are wrong, which the app's own reading of them tells.
 */
export const telemetrySettings = (
  environment: TelemetrySettings["environment"],
): TelemetrySettings | undefined => {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const { data } = Variables.safeParse(Object.fromEntries(set));
  if (!data?.APPLICATIONINSIGHTS_CONNECTION_STRING) return undefined;
  const { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString, TELEMETRY_SAMPLING: sampling } = data;
  return { connectionString, sampling, environment };
};
