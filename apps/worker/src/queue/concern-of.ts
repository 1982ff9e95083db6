import type { Delivery } from "@cloudpix/storage";
import type { Concern } from "@cloudpix/telemetry";

/** What every line about a delivery says: which work, whose file, and the request that asked for it, where one did. */
export const concernOf = ({ message, messageId, deliveries }: Delivery): (() => Concern) => {
  const { type, userId, fileId, requestId } = message ?? {};
  const concern: Concern = { type, userId, fileId, requestId, messageId, deliveries };
  return () => concern;
};
