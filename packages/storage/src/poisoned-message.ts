import type { Instant, WorkMessage } from "@cloudpix/domain";
import { z } from "zod";
import type { Delivery } from "./job-queue.ts";
import { fromQueueText } from "./work-message-text.ts";

/** A message that was set aside, and why. */
export type PoisonedMessage = {
  /** What was sent; null when it is not a message we know. */
  message: WorkMessage | null;
  /** The text as it lay in the work queue, whoever put it there: it may hold anything. */
  text: string;
  /** What it was called in the work queue, and is in the log; null for a text that was set aside without it. */
  messageId: string | null;
  /** In words for an operator; null for a text that somebody else put there. */
  reason: string | null;
  deliveries: number | null;
  setAsideAt: Instant;
};

const longestReason = 300;

/** The text lay in the work queue as it is here: whoever puts it back there has it tried again. */
const Envelope = z.object({
  text: z.string(),
  reason: z.string(),
  deliveries: z.int(),
  // Earlier versions kept none.
  messageId: z.string().nullable().default(null),
});

/** A message as it lies in the poison queue: JSON in base64, like those of the work queue. A long reason is cut. */
export const toPoisonText = ({ text, deliveries, messageId }: Delivery, reason: string): string => {
  const envelope = { text, reason: reason.slice(0, longestReason), deliveries, messageId };
  return Buffer.from(JSON.stringify(envelope), "utf8").toString("base64");
};

/** What {@link toPoisonText} wrote. Never throws: any other text is a message without a reason, or none that we know. */
export const fromPoisonText = (text: string, setAsideAt: Instant): PoisonedMessage => {
  const plain = {
    message: fromQueueText(text),
    text,
    messageId: null,
    reason: null,
    deliveries: null,
    setAsideAt,
  };
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    const envelope = Envelope.safeParse(json).data;
    if (envelope === undefined) return plain;
    return { ...envelope, message: fromQueueText(envelope.text), setAsideAt };
  } catch {
    // Not JSON: somebody else's text, and it is told as that.
    return plain;
  }
};
