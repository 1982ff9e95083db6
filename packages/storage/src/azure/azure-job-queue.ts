import type { PeekedMessageItem, QueueClient } from "@azure/storage-queue";
import { toInstant } from "@cloudpix/domain";
import type { Delivery, JobQueue } from "../job-queue.ts";
import { checkReceiveCount, leaseSeconds } from "../lease.ts";
import { queueNames } from "../names.ts";
import { fromPoisonText, toPoisonText } from "../poisoned-message.ts";
import { fromQueueText, toQueueText } from "../work-message-text.ts";
import { callStorage, type Refusal } from "./call-storage.ts";
import type { Connection } from "./connect.ts";

/** Azure's own default would drop a message after a week, however it waited. */
const NEVER = -1;

const isLeaseLost = ({ code }: Refusal): boolean =>
  code === "PopReceiptMismatch" || code === "MessageNotFound";

const lengthOf = (name: string, queue: QueueClient): Promise<number> =>
  callStorage({
    name,
    run: async (abortSignal) => (await queue.getProperties({ abortSignal })).approximateMessagesCount ?? 0,
  });

const peek = (name: string, queue: QueueClient, numberOfMessages: number): Promise<PeekedMessageItem[]> =>
  callStorage({
    name,
    run: async (abortSignal) =>
      (await queue.peekMessages({ numberOfMessages, abortSignal })).peekedMessageItems,
  });

const put = async (name: string, queue: QueueClient, text: string): Promise<void> => {
  await callStorage({
    name,
    run: (abortSignal) => queue.sendMessage(text, { abortSignal, messageTimeToLive: NEVER }),
  });
};

/** `JobQueue` over Azure Queue Storage. */
export const createAzureJobQueue = ({ queueService }: Connection): JobQueue => {
  const work = queueService.getQueueClient(queueNames.work);
  const poison = queueService.getQueueClient(queueNames.poison);
  // The newest pop receipt of each delivery: every renewal changes it, and only the newest one is honoured.
  const receipts = new WeakMap<Delivery, string>();

  /** Runs a call that needs the lease; false when it is lost, or was given back or removed before. */
  const withLease = (
    name: string,
    delivery: Delivery,
    run: (receipt: string, abortSignal: AbortSignal) => Promise<string | undefined>,
  ): Promise<boolean> =>
    callStorage({
      name,
      run: async (abortSignal) => {
        const receipt = receipts.get(delivery);
        if (receipt === undefined) return false;
        const renewed = await run(receipt, abortSignal);
        if (renewed === undefined) receipts.delete(delivery);
        else receipts.set(delivery, renewed);
        return true;
      },
      onRefusal: (refusal) => {
        if (!isLeaseLost(refusal)) return undefined;
        receipts.delete(delivery);
        return false;
      },
    });

  const remove = (delivery: Delivery) =>
    withLease("remove message", delivery, async (receipt, abortSignal) => {
      await work.deleteMessage(delivery.messageId, receipt, { abortSignal });
      return undefined;
    });

  return {
    send: (message) => put("send message", work, toQueueText(message)),

    receive: async (max, leaseMs) => {
      checkReceiveCount(max);
      const visibilityTimeout = leaseSeconds(leaseMs);
      const { receivedMessageItems } = await callStorage({
        name: "receive messages",
        run: (abortSignal) => work.receiveMessages({ numberOfMessages: max, visibilityTimeout, abortSignal }),
      });
      return receivedMessageItems.map(({ messageId, messageText, dequeueCount, popReceipt }) => {
        const message = fromQueueText(messageText);
        const delivery: Delivery = { message, text: messageText, messageId, deliveries: dequeueCount };
        receipts.set(delivery, popReceipt);
        return delivery;
      });
    },

    renew: async (delivery, leaseMs) => {
      const seconds = leaseSeconds(leaseMs);
      return withLease("renew lease", delivery, async (receipt, abortSignal) => {
        const { messageId } = delivery;
        return (await work.updateMessage(messageId, receipt, undefined, seconds, { abortSignal })).popReceipt;
      });
    },

    release: (delivery) =>
      withLease("release message", delivery, async (receipt, abortSignal) => {
        await work.updateMessage(delivery.messageId, receipt, undefined, 0, { abortSignal });
        return undefined;
      }),

    remove,

    poison: async (delivery, reason) => {
      await put("poison message", poison, toPoisonText(delivery, reason));
      await remove(delivery);
    },

    depth: () => lengthOf("queue depth", work),

    oldestWaiting: async () => {
      const [oldest] = await peek("oldest message", work, 1);
      return oldest === undefined ? null : toInstant(oldest.insertedOn);
    },

    poisonDepth: () => lengthOf("poison depth", poison),

    peekPoison: async (max) => {
      checkReceiveCount(max);
      const messages = await peek("peek poison", poison, max);
      return messages.map(({ messageText, insertedOn }) =>
        fromPoisonText(messageText, toInstant(insertedOn)),
      );
    },

    ping: async () => {
      await lengthOf("ping queue", work);
    },
  };
};
