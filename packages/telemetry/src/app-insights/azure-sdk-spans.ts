import { type Instrumenter, type TracingSpan, useInstrumenter } from "@azure/core-tracing";
import {
  type Context,
  context,
  createContextKey,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { answerStatus } from "../telemetry.ts";
import { isTold } from "./is-told.ts";

/** Under these names Application Insights draws them. */
const typeOf = new Map([
  ["@azure/storage-blob", "Azure blob"],
  ["@azure/storage-queue", "Azure queue"],
]);

type Operation = { name: string; packageName: string };
const operationKey = createContextKey("cloudpix.azure-operation");

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "packageName" in value;

const nobody: TracingSpan = {
  setStatus: () => {},
  setAttribute: () => {},
  end: () => {},
  recordException: () => {},
  isRecording: () => false,
};

/** Our containers and queues by name; whatever else stands in an address may be a user's id, a file's name, a signature. */
const ownName = /^(?:cloudpix-|thumbnails)[a-z-]*$/;

const placeOf = (address: unknown) => {
  const url = typeof address === "string" ? URL.parse(address) : null;
  return { host: url?.host ?? "", place: url?.pathname.split("/").find((part) => ownName.test(part)) };
};

const watched = (
  tracer: Tracer,
  { name, packageName }: Operation,
  attributes: Record<string, unknown>,
  parent: Context,
) => {
  const { host, place } = placeOf(attributes["http.url"]);
  const span = tracer.startSpan(
    name,
    {
      kind: SpanKind.CLIENT,
      attributes: {
        // The exporter takes the type of a dependency from here; as HTTP it would ask for the address.
        "db.system.name": typeOf.get(packageName) ?? "Azure",
        "db.operation.name": String(attributes["http.method"] ?? ""),
        "peer.service": host,
        ...(place === undefined ? {} : { "db.namespace": place }),
      },
    },
    parent,
  );
  const told: TracingSpan = {
    ...nobody,
    isRecording: () => true,
    // Of all that the SDK knows of a request only how it was answered: addresses are signed.
    setAttribute: (key, value) => {
      if (key === "http.status_code" && typeof value === "number") span.setAttribute(answerStatus, value);
    },
    setStatus: ({ status }) => {
      if (status === "error") span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end: () => span.end(),
  };
  return { span: told, tracingContext: trace.setSpan(parent, span) };
};

/**
 * Makes every request of the Azure SDKs to Blob and Queue Storage a dependency of the operation it belongs to, under the
 * SDK's own name for it. Requests outside of any operation (the polling of a queue) are not told of. Of an address only
 * host and container or queue are told. Nothing is added to the requests.
 */
export const watchAzureSdks = (tracer: Tracer): void => {
  const instrumenter: Instrumenter = {
    startSpan: (name, { packageName, spanKind, spanAttributes = {}, tracingContext }) => {
      const around = tracingContext === undefined ? context.active() : asContext(tracingContext);
      if (spanKind !== "client") {
        const operation: Operation = { name, packageName };
        return { span: nobody, tracingContext: around.setValue(operationKey, operation) };
      }
      if (!isTold(trace.getSpan(around))) return { span: nobody, tracingContext: around };
      const operation = around.getValue(operationKey);
      return watched(
        tracer,
        isOperation(operation) ? operation : { name, packageName },
        spanAttributes,
        around,
      );
    },
    withContext: (around, callback, ...args) => context.with(asContext(around), callback, undefined, ...args),
    parseTraceparentHeader: () => undefined,
    createRequestHeaders: () => ({}),
  };
  useInstrumenter(instrumenter);
};

const isContext = (value: object): value is Context =>
  "getValue" in value && "setValue" in value && "deleteValue" in value;

/** The SDK's contexts are the ones this instrumenter gave it. */
function asContext(given: object): Context {
  return isContext(given) ? given : context.active();
}
