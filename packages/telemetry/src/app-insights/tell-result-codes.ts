import { answerStatus } from "../telemetry.ts";
import { field, insideExporter } from "./inside-exporter.ts";

/** Moves how a dependency answered to where Application Insights looks for it. */
const tellResultCode = (envelope: unknown): void => {
  const data = field(envelope, "data");
  if (field(data, "baseType") !== "RemoteDependencyData") return;
  const dependency = field(data, "baseData");
  const properties = field(dependency, "properties");
  const status = field(properties, answerStatus);
  if (status === undefined || typeof dependency !== "object" || dependency === null) return;
  Reflect.set(dependency, "resultCode", String(status));
  if (typeof properties === "object" && properties !== null) Reflect.deleteProperty(properties, answerStatus);
};

/**
 * Makes the SDK tell how dependencies answered: it knows the result only of those that it is told of with their address,
 * and of all others tells 0.
 * @throws Error when the SDK was rebuilt so that this can no longer be done
 */
export const tellResultCodes = (): void => {
  const sender = field(field(insideExporter("platform/nodejs/baseSender.js"), "BaseSender"), "prototype");
  const send = field(sender, "exportEnvelopes");
  if (typeof sender !== "object" || sender === null || typeof send !== "function")
    throw new Error("The SDK's results of dependencies cannot be told.");
  Reflect.set(sender, "exportEnvelopes", function told(this: unknown, ...args: unknown[]): unknown {
    if (Array.isArray(args[0])) for (const envelope of args[0]) tellResultCode(envelope);
    return Reflect.apply(send, this, args);
  });
};
