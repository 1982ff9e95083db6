import { z } from "zod";

/** Where a connection string sends to. */
export type IngestionEndpoint = {
  url: URL;
  /** This machine itself: the only place that is spoken to without encryption. */
  isLoopback: boolean;
};

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);
const Key = z.guid();
const Address = z.url({ protocol: /^https?$/ });

/**
 * Reads a connection string as the portal shows it: `InstrumentationKey=…;IngestionEndpoint=https://…`.
 * @throws Error in a sentence that repeats nothing of it: without a key, without an endpoint (the SDK would take one of
 * its own), or without https, except to this machine itself
 */
export const ingestionEndpoint = (connectionString: string): IngestionEndpoint => {
  const fields = new Map(
    connectionString.split(";").map((field): [string, string] => {
      const [name = "", ...value] = field.split("=");
      return [name.trim().toLowerCase(), value.join("=").trim()];
    }),
  );
  if (!Key.safeParse(fields.get("instrumentationkey")).success) {
    throw new Error("APPLICATIONINSIGHTS_CONNECTION_STRING has no InstrumentationKey.");
  }
  const address = Address.safeParse(fields.get("ingestionendpoint"));
  if (!address.success) throw new Error("APPLICATIONINSIGHTS_CONNECTION_STRING has no IngestionEndpoint.");
  const url = new URL(address.data);
  const isLoopback = loopbackHosts.has(url.hostname);
  if (url.protocol !== "https:" && !isLoopback) {
    throw new Error("The IngestionEndpoint of APPLICATIONINSIGHTS_CONNECTION_STRING must be https.");
  }
  return { url, isLoopback };
};
