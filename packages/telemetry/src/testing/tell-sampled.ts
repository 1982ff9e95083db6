import { type Envelope, startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { startAppInsights } from "../app-insights/index.ts";

/** How many operations were told of, each with a request, a call of it, an event, a failure, a measure and a job. */
export const operations = 400;

/**
 * Tells of them with that share of them wanted, and gives what arrived: `all` of a type, and the operations that a name
 * was told of in. Once in a process, as the SDK.
 */
export const tellSampled = async (sampling: number) => {
  await using cleanup = new AsyncDisposableStack();
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const { connectionString } = ingestion;
  const { telemetry, stop } = startAppInsights({ connectionString, role: "test", sampling, environment: {} });
  const work = async () => {
    telemetry.trackEvent("file_uploaded", { sizeBytes: 1 });
    telemetry.trackException(new Error("failed"));
    telemetry.trackMetric("file_size_bytes", 1, { kind: "image" });
    await telemetry.inSpan("users.read", { kind: "client" }, async () => {});
    return telemetry.traceParent();
  };
  for (let operation = 0; operation < operations; operation += 1) {
    const carried = await telemetry.inSpan("GET /api/files", { kind: "server" }, work);
    // What the message brings to the worker.
    await telemetry.underParent(carried, () =>
      telemetry.inSpan("thumbnail", { kind: "consumer" }, () =>
        telemetry.inSpan("files.update", { kind: "client" }, async () => {}),
      ),
    );
  }
  await stop(5_000);
  const all = (baseType: string): Envelope[] =>
    ingestion.envelopes().filter(({ data }) => data.baseType === baseType);
  return {
    all,
    measured: ingestion.measured(),
    operationsOf: (baseType: string, name: string): Set<string | undefined> =>
      new Set(
        all(baseType)
          .filter(({ data }) => data.baseData["name"] === name)
          .map(({ tags }) => tags["ai.operation.id"]),
      ),
  };
};
