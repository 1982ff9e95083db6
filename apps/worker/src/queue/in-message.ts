import type { Delivery } from "@cloudpix/storage";
import { concerning } from "@cloudpix/telemetry";
import type { Services } from "../services.ts";
import { concernOf } from "./concern-of.ts";

/**
 * Runs `work` on a delivery: what it logs says which message it is about, and what it asks of others is a part of the
 * operation that sent the message, until all of it has ended.
 */
export const inMessage = <Result>(
  { telemetry }: Pick<Services, "telemetry">,
  delivery: Delivery,
  work: () => Result,
): Result =>
  concerning(concernOf(delivery), () => telemetry.underParent(delivery.message?.traceparent, work));
