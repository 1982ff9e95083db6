import type { WorkMessage } from "@cloudpix/domain";
import type { Delivery } from "@cloudpix/storage";
import { failThumbnail } from "../jobs/fail-thumbnail.ts";
import { refusals } from "../render/refusal.ts";
import type { Services } from "../services.ts";

// A card is made again when its file is shared again; an upload stays `verifying` until a sweep asks for it again,
// because bytes that could not be read are no proof that they are wrong.
const tellOwner = async (services: Services, { type, userId, fileId }: WorkMessage): Promise<void> => {
  if (type !== "thumbnail") return;
  const file = await services.db.files.get(userId, fileId);
  if (file !== null) await failThumbnail(services, file, refusals.repeatedly);
};

/** Ends the tries of a message: tells the owner in words, then sets the message aside. In this order: it may happen twice, never not. */
export const giveUp = async (services: Services, delivery: Delivery): Promise<void> => {
  const { queue, log } = services;
  if (delivery.message !== null) await tellOwner(services, delivery.message);
  await queue.poison(delivery);
  log.error(
    { messageId: delivery.messageId, deliveries: delivery.deliveries, about: delivery.message },
    "message set aside",
  );
};
