import { setTimeout as sleep } from "node:timers/promises";
import type { QueueServiceClient } from "@azure/storage-queue";
import type { JobQueueSetup } from "../job-queue.contract.ts";
import { queueNames } from "../names.ts";

/** Empties both queues and gives the contract its grip on the outside world. */
export const clearQueues = async (service: QueueServiceClient): Promise<Omit<JobQueueSetup, "queue">> => {
  const work = service.getQueueClient(queueNames.work);
  await Promise.all([work.clearMessages(), service.getQueueClient(queueNames.poison).clearMessages()]);
  return {
    sendText: async (text) => {
      await work.sendMessage(text);
    },
    letTimePass: () => sleep(100),
  };
};
