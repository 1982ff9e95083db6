import { WorkMessage } from "@cloudpix/domain";

/** A message as it lies in the queue: JSON in base64, so that it survives the service's XML unchanged. */
export const toQueueText = (message: WorkMessage): string =>
  Buffer.from(JSON.stringify(message), "utf8").toString("base64");

/** What {@link toQueueText} wrote; null for every text that is no message we know. */
export const fromQueueText = (text: string): WorkMessage | null => {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return WorkMessage.safeParse(json).data ?? null;
  } catch {
    // Not JSON: null is the answer for that, and the caller still has the text.
    return null;
  }
};
