import { field, insideExporter } from "./inside-exporter.ts";

/** The environment of a process, which the SDK reads and writes by itself. */
export type Environment = Record<string, string | undefined>;

/** What the SDK would otherwise tell or ask others: usage figures of its own, what machine this is, the size of its audience. */
const switches = {
  APPLICATION_INSIGHTS_NO_STATSBEAT: "1",
  APPLICATIONINSIGHTS_STATSBEAT_DISABLED: "true",
  APPLICATIONINSIGHTS_SDKSTATS_DISABLED: "true",
  APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED: "true",
  APPLICATION_INSIGHTS_NO_STANDARD_METRICS: "1",
  OTEL_NODE_RESOURCE_DETECTORS: "none",
  // Our log says whether telemetry arrives; the SDK would write lines of its own between it.
  APPLICATIONINSIGHTS_INSTRUMENTATION_LOGGING_LEVEL: "NONE",
};

/**
 * Runs `start` with every switch set that keeps the SDK to the ingestion endpoint. `role` is the name under which
 * Application Insights shows the process.
 */
export const withSwitches = <Result>(environment: Environment, role: string, start: () => Result): Result => {
  Object.assign(environment, switches);
  // Takes the role from here, and where it stands asks no network for the machine's identity. Others read it too, so
  // what was there comes back.
  const site = environment["WEBSITE_SITE_NAME"];
  environment["WEBSITE_SITE_NAME"] = role;
  try {
    return start();
  } finally {
    if (site === undefined) delete environment["WEBSITE_SITE_NAME"];
    else environment["WEBSITE_SITE_NAME"] = site;
  }
};

const hasShutdown = (value: unknown): value is { shutdown(): void } =>
  typeof value === "object" && value !== null && "shutdown" in value && typeof value.shutdown === "function";

/**
 * Ends the SDK's asking of a host of its maker for remote settings, which begins seconds after its start and has no
 * switch. @throws Error when the SDK was rebuilt so that this can no longer be done
 */
export const forgetRemoteSettings = (): void => {
  const manager = field(insideExporter("_configuration/configurationManager.js"), "ConfigurationManager");
  const getInstance = field(manager, "getInstance");
  const instance: unknown =
    typeof getInstance === "function" ? Reflect.apply(getInstance, manager, []) : null;
  if (!hasShutdown(instance)) throw new Error("The SDK's remote settings cannot be switched off.");
  instance.shutdown();
};
