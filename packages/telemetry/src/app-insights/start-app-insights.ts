import { setTimeout as sleep } from "node:timers/promises";
import { TelemetryClient } from "applicationinsights";
import type { Preloaded } from "../preloaded.ts";
import { createAppInsightsTelemetry } from "./app-insights-telemetry.ts";
import { watchAzureSdks } from "./azure-sdk-spans.ts";
import { createIngestionClient } from "./ingestion-client.ts";
import { ingestionEndpoint } from "./ingestion-endpoint.ts";
import { type Environment, forgetRemoteSettings, withSwitches } from "./still-sdk.ts";
import { takeTracer } from "./take-tracer.ts";
import { tellResultCodes } from "./tell-result-codes.ts";

export type AppInsightsOptions = {
  /** From the portal. Its ingestion endpoint is the only host that is ever spoken to. */
  connectionString: string;
  /** The name under which Application Insights shows this process. */
  role: string;
  /** Which share of operations is told of with requests and dependencies, 0 to 1. Events, metrics and exceptions all are. */
  sampling: number;
  /** The environment of this process; switches of the SDK are set in it. */
  environment: Environment;
};

const off = { enabled: false };

/** Patches of modules, none of which is wanted: requests and dependencies are told of by ourselves, with nothing secret. */
const noInstrumentation = {
  http: off,
  azureSdk: off,
  mongoDb: off,
  mySql: off,
  postgreSql: off,
  redis: off,
  redis4: off,
  bunyan: off,
  winston: off,
  console: off,
};

/**
 * Starts telling Application Insights. Once per process, and before the program itself, so that nothing is missed.
 * Queues are bounded and in memory; what does not arrive is forgotten.
 * @throws Error when the connection string cannot be used, or the SDK cannot be kept to its ingestion endpoint
 */
export const startAppInsights = ({
  connectionString,
  role,
  sampling,
  environment,
}: AppInsightsOptions): Preloaded => {
  const ingestion = createIngestionClient(ingestionEndpoint(connectionString));
  const client = new TelemetryClient(connectionString);
  client.config.samplingPercentage = sampling * 100;
  client.config.azureMonitorOpenTelemetryOptions = {
    azureMonitorExporterOptions: {
      connectionString,
      httpClient: ingestion,
      // What fails is tried again by the client above, once; a disk fills up, and its content is nobody's to find.
      disableOfflineStorage: true,
      retryOptions: { maxRetries: 0 },
    },
    instrumentationOptions: noInstrumentation,
    tracesPerSecond: 0,
    enableLiveMetrics: false,
    enableStandardMetrics: false,
    enablePerformanceCounters: false,
    enableAutoCollectExceptions: false,
    enableAutoCollectPerformance: false,
    // An event is told of although its operation is not.
    enableTraceBasedSamplingForLogs: false,
  };
  client.config.enableAutoCollectExceptions = false;
  client.config.enableAutoCollectPerformance = false;
  client.config.enableSendLiveMetrics = false;
  withSwitches(environment, role, () => client.initialize());
  forgetRemoteSettings();
  tellResultCodes();

  const tracer = takeTracer();
  watchAzureSdks(tracer);
  let stopping: Promise<void> | undefined;
  return {
    telemetry: createAppInsightsTelemetry(client, tracer),
    status: () => (ingestion.isWell() ? "on" : "failing"),
    watch: ingestion.watch,
    stop: (deadlineMs) => {
      // That something did not arrive shows in `status`; a program that ends has nobody left to tell.
      // It fails as soon as one batch does, while others are still on their way.
      stopping ??= client
        .shutdown()
        .catch(() => {})
        .then(() => ingestion.settled());
      return Promise.race([stopping, sleep(deadlineMs)]);
    },
  };
};
