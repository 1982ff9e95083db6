import { limits, SECOND_MS } from "@cloudpix/domain";
import { carrying, type Delivery } from "@cloudpix/storage";
import type { Services } from "../services.ts";
import { giveUp } from "./give-up.ts";
import { keepLease } from "./keep-lease.ts";
import type { Lane } from "./lane.ts";
import { runJob } from "./run-job.ts";

// 4, 8, 16, 32 seconds: five tries reach over a minute, so that a dependency's short absence fails no file.
const pauseMs = (deliveries: number) => SECOND_MS * 2 ** Math.min(deliveries + 1, 6);

/**
 * Does the work of one delivery in `lane` and settles it: removed after success, hidden for a growing pause after a failure,
 * set aside after {@link limits.deliveries} tries. Rejects when the queue itself does not answer; the lease then ends by
 * itself.
 */
export const handleDelivery = async (
  services: Services,
  delivery: Delivery,
  lane: Lane,
  leaseMs: number,
): Promise<void> => {
  const { queue, figures, log } = services;
  const { message, deliveries } = delivery;
  if (message === null || deliveries > limits.deliveries) return giveUp(services, delivery);
  const { type, requestId } = message;
  const begun = performance.now();
  const lease = keepLease(services, delivery, leaseMs);
  try {
    const own = { ...services, queue: carrying(requestId, queue) };
    const outcome = await lane.run(() => runJob(own, message, deliveries)).finally(lease.stop);
    await queue.remove(delivery);
    const durationMs = Math.round(performance.now() - begun);
    figures.done(type, outcome, durationMs);
    log.info({ outcome, durationMs }, "job done");
  } catch (error) {
    figures.failed();
    log.warn({ err: error }, "job failed for now");
    if (deliveries >= limits.deliveries) return giveUp(services, delivery, error);
    await queue.renew(delivery, pauseMs(deliveries));
  }
};
