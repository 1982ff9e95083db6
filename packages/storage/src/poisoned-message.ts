import type { Instant, WorkMessage } from "@cloudpix/domain";
import { z } from "zod";
import { fromQueueText } from "./work-message-text.ts";

/** A message that was set aside, and why. */
export type PoisonedMessage = {
  /** What was sent; null when it is not a message we know. */
  message: WorkMessage | null;
  /** In words for an operator; null for a text that somebody else put there. */
  reason: string | null;
  deliveries: number | null;
  setAsideAt: Instant;
};

const longestReason = 300;

/** The text lay in the work queue as it is here: whoever puts it back there has it tried again. */
const Envelope = z.object({ text: z.string(), reason: z.string(), deliveries: z.int() });

/** A message as it lies in the poison queue: JSON in base64, like those of the work queue. A long reason is cut. */
export const toPoisonText = (text: string, reason: string, deliveries: number): string => {
  const envelope = { text, reason: reason.slice(0, longestReason), deliveries };
  return Buffer.from(JSON.stringify(envelope), "utf8").toString("base64");
};

/** What {@link toPoisonText} wrote. Never throws: any other text is a message without a reason, or none that we know. */
export const fromPoisonText = (text: string, setAsideAt: Instant): PoisonedMessage => {
  const plain = { message: fromQueueText(text), reason: null, deliveries: null, setAsideAt };
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    const envelope = Envelope.safeParse(json).data;
    if (envelope === undefined) return plain;
    const { reason, deliveries } = envelope;
    return { message: fromQueueText(envelope.text), reason, deliveries, setAsideAt };
  } catch {
    // Not JSON: somebody else's text, and it is told as that.
    return plain;
  }
};
