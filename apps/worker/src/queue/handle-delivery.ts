import { limits, SECOND_MS, type WorkMessage } from "@cloudpix/domain";
import { carrying, type Delivery } from "@cloudpix/storage";
import type { Span } from "@cloudpix/telemetry";
import type { Services } from "../services.ts";
import { giveUp } from "./give-up.ts";
import { keepLease } from "./keep-lease.ts";
import type { Lane } from "./lane.ts";
import { runJob } from "./run-job.ts";

// 4, 8, 16, 32 seconds: five tries reach over a minute, so that a dependency's short absence fails no file.
const pauseMs = (deliveries: number) => SECOND_MS * 2 ** Math.min(deliveries + 1, 6);

/** One delivery as a piece of work of its own: all that is done with it until it is settled. */
const inSpan = (
  { telemetry }: Services,
  { message, deliveries }: Delivery,
  work: (span: Span) => Promise<void>,
): Promise<void> => {
  const { type = "(unknown)", requestId = null } = message ?? {};
  return telemetry.inSpan(type, { kind: "consumer", attributes: { deliveries, requestId } }, work);
};

/** Does the job, and ends with it or makes it come again. */
const workOn = async (
  services: Services,
  delivery: Delivery,
  message: WorkMessage,
  { span, begunMs, jobEnded }: { span: Span; begunMs: number; jobEnded: () => Promise<void> },
): Promise<void> => {
  const { queue, figures, log, telemetry } = services;
  const { type, requestId } = message;
  const { deliveries } = delivery;
  try {
    const own = { ...services, queue: carrying(requestId, queue) };
    const outcome = await runJob(own, message).finally(jobEnded);
    span.set({ outcome });
    await queue.remove(delivery);
    const durationMs = Math.round(performance.now() - begunMs);
    figures.done(type, outcome, durationMs);
    log.info({ outcome, durationMs }, "job done");
  } catch (error) {
    span.fail();
    figures.failed();
    telemetry.trackFailure(error, "job failed for now", { job: type, deliveries });
    if (deliveries >= limits.deliveries) return giveUp(services, delivery, error);
    await queue.renew(delivery, pauseMs(deliveries));
  }
};

/**
 * Does the work of one delivery in `lane` and settles it: removed after success, hidden for a growing pause after a failure,
 * set aside after {@link limits.deliveries} tries. A failure is told. Rejects when the queue itself does not answer; the
 * lease then ends by itself.
 */
export const handleDelivery = async (
  services: Services,
  delivery: Delivery,
  lane: Lane,
  leaseMs: number,
): Promise<void> => {
  const { message, deliveries } = delivery;
  if (message === null || deliveries > limits.deliveries)
    return inSpan(services, delivery, (span) => {
      span.fail();
      return giveUp(services, delivery);
    });
  const begunMs = performance.now();
  const lease = keepLease(services, delivery, leaseMs);
  return lane.run((leave) =>
    inSpan(services, delivery, (span) => {
      // Nobody waits in line for the queue to answer.
      const jobEnded = () => {
        leave();
        return lease.stop();
      };
      return workOn(services, delivery, message, { span, begunMs, jobEnded });
    }),
  );
};
