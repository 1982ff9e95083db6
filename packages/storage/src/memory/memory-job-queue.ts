import { randomUUID } from "node:crypto";
import { addMs, type Instant, toInstant } from "@cloudpix/domain";
import type { Delivery, JobQueue } from "../job-queue.ts";
import { checkReceiveCount, leaseSeconds } from "../lease.ts";
import { fromPoisonText, toPoisonText } from "../poisoned-message.ts";
import { fromQueueText, toQueueText } from "../work-message-text.ts";

type Entry = {
  messageId: string;
  text: string;
  deliveries: number;
  sentAt: Date;
  visibleAt: Date;
  receipt: string;
};

/** What lies in the two queues of a memory storage. */
export type MemoryMessages = { work: Entry[]; poison: { text: string; setAsideAt: Instant }[] };

/** Puts any text into the queue, as a foreign sender would. */
export const putText = (messages: MemoryMessages, text: string, now: Date): void => {
  messages.work.push({
    messageId: randomUUID(),
    text,
    deliveries: 0,
    sentAt: now,
    visibleAt: now,
    receipt: "",
  });
};

/** `JobQueue` in memory. `now` rules the leases; `guard` runs before every method and throws while an outage is played. */
export const createMemoryJobQueue = (
  messages: MemoryMessages,
  now: () => Date,
  guard: () => void,
): JobQueue => {
  const receipts = new WeakMap<Delivery, string>();

  const leased = (delivery: Delivery): Entry | undefined => {
    guard();
    const receipt = receipts.get(delivery);
    return messages.work.find((entry) => entry.messageId === delivery.messageId && entry.receipt === receipt);
  };

  const hide = (delivery: Delivery, ms: number): boolean => {
    const entry = leased(delivery);
    if (entry === undefined) return false;
    entry.visibleAt = addMs(now(), ms);
    return true;
  };

  const remove = async (delivery: Delivery): Promise<boolean> => {
    const entry = leased(delivery);
    if (entry === undefined) return false;
    messages.work.splice(messages.work.indexOf(entry), 1);
    return true;
  };

  return {
    send: async (message) => {
      guard();
      putText(messages, toQueueText(message), now());
    },

    receive: async (max, leaseMs) => {
      checkReceiveCount(max);
      const leaseEnd = addMs(now(), leaseSeconds(leaseMs) * 1_000);
      guard();
      const visible = messages.work.filter((entry) => entry.visibleAt <= now()).slice(0, max);
      return visible.map((entry) => {
        entry.visibleAt = leaseEnd;
        entry.receipt = randomUUID();
        entry.deliveries++;
        const { messageId, text, deliveries } = entry;
        const delivery: Delivery = { message: fromQueueText(text), text, messageId, deliveries };
        receipts.set(delivery, entry.receipt);
        return delivery;
      });
    },

    renew: async (delivery, leaseMs) => hide(delivery, leaseSeconds(leaseMs) * 1_000),

    release: async (delivery) => {
      const released = hide(delivery, 0);
      receipts.delete(delivery);
      return released;
    },

    remove,

    poison: async (delivery, reason) => {
      guard();
      const text = toPoisonText(delivery, reason);
      messages.poison.push({ text, setAsideAt: toInstant(now()) });
      await remove(delivery);
    },

    depth: async () => {
      guard();
      return messages.work.length;
    },

    oldestWaiting: async () => {
      guard();
      const oldest = messages.work.find((entry) => entry.visibleAt <= now());
      return oldest === undefined ? null : toInstant(oldest.sentAt);
    },

    poisonDepth: async () => {
      guard();
      return messages.poison.length;
    },

    peekPoison: async (max) => {
      checkReceiveCount(max);
      guard();
      return messages.poison.slice(0, max).map(({ text, setAsideAt }) => fromPoisonText(text, setAsideAt));
    },

    ping: async () => guard(),
  };
};
