import type { Delivery } from "@cloudpix/storage";
import type { Services } from "../services.ts";

/**
 * Renews a delivery's lease three times per lease until stopped. `stop` waits for a renewal under way, because each one changes
 * the receipt that the next call needs. A lost lease is no reason to stop the work: it is repeatable.
 */
export const keepLease = (
  { queue, log, telemetry }: Pick<Services, "queue" | "log" | "telemetry">,
  delivery: Delivery,
  leaseMs: number,
): { stop: () => Promise<void> } => {
  let renewal = Promise.resolve();
  const renew = async () => {
    try {
      if (await queue.renew(delivery, leaseMs)) return;
      log.warn("lease lost: somebody else has the message now");
      clearInterval(timer);
    } catch (error) {
      telemetry.trackFailure(error, "lease not renewed; next try follows", { during: "renewing" });
    }
  };
  const timer = setInterval(() => {
    renewal = renewal.then(renew);
  }, leaseMs / 3);
  return {
    stop: () => {
      clearInterval(timer);
      return renewal;
    },
  };
};
