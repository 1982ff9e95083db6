import type { WorkMessage } from "@cloudpix/domain";
import type { Delivery } from "@cloudpix/storage";
import { errorFacts, maskSecrets } from "@cloudpix/telemetry";
import { failThumbnail } from "../jobs/fail-thumbnail.ts";
import { refusals } from "../render/refusal.ts";
import type { Services } from "../services.ts";

// A card is made again when its file is shared again; an upload stays `verifying` until a sweep asks for it again,
// because bytes that could not be read are no proof that they are wrong.
const tellOwner = async (services: Services, { type, userId, fileId }: WorkMessage): Promise<void> => {
  if (type !== "thumbnail") return;
  const file = await services.db.files.get(userId, fileId);
  if (file !== null) await failThumbnail(services, file, { reason: refusals.repeatedly, durationMs: null });
};

/** What an operator is told of the last try; `undefined`: nobody knows what became of it. */
const reasonOf = ({ message, deliveries }: Delivery, lastFailure: unknown): string => {
  if (message === null) return "is no message that CloudPix knows";
  if (lastFailure === undefined)
    return `taken ${deliveries} times and never finished: the worker died at it, or could not set it aside earlier`;
  const { message: sentence, cause } = errorFacts(lastFailure);
  const words = cause === undefined ? sentence : `${sentence} ${cause.message}`;
  return maskSecrets(`failed ${deliveries} times, at last: ${words}`);
};

/** For telemetry, which groups exceptions by their names. */
const setAside = (reason: string): Error => Object.assign(new Error(reason), { name: "MessageSetAside" });

/**
 * Ends the tries of a message: tells the owner in words, then sets the message aside with the reason and reports it. In
 * this order: it may happen twice, never not.
 */
export const giveUp = async (
  services: Services,
  delivery: Delivery,
  lastFailure?: unknown,
): Promise<void> => {
  const { queue, log, telemetry, figures } = services;
  const { message, deliveries } = delivery;
  if (message !== null) await tellOwner(services, message);
  const reason = reasonOf(delivery, lastFailure);
  await queue.poison(delivery, reason);
  figures.setAside();
  log.error({ reason }, "message set aside");
  const { type: job = null, requestId = null } = message ?? {};
  telemetry.trackException(setAside(reason), { job, deliveries, requestId });
};
