import { randomUUID } from "node:crypto";
import type { WorkMessage } from "@cloudpix/domain";
import { beforeEach, describe, expect, test } from "vitest";
import type { Delivery, JobQueue } from "./job-queue.ts";

/** The queue under test, empty, and what the test may do to the world around it. */
export type JobQueueSetup = {
  queue: JobQueue;
  /** Puts any text into the queue, as a foreign sender would. */
  sendText(text: string): Promise<void>;
  /** Lets a little time pass, on whatever clock rules the leases. */
  letTimePass(): Promise<void>;
};

const LONG_MS = 60_000;
const SHORT_MS = 1_000;
const reason = "was tried five times: storage did not answer, ä";

/** What every {@link JobQueue} promises. */
export const jobQueueContract = (driver: string, open: () => Promise<JobQueueSetup>) =>
  describe(`JobQueue in ${driver}`, () => {
    let setup: JobQueueSetup;
    let queue: JobQueue;
    let message: WorkMessage;
    beforeEach(async () => {
      setup = await open();
      queue = setup.queue;
      message = { type: "thumbnail", userId: randomUUID(), fileId: randomUUID(), requestId: "request-é" };
    });

    const receiveOne = async (leaseMs = LONG_MS): Promise<Delivery> => {
      const [delivery, ...more] = await queue.receive(32, leaseMs);
      if (delivery === undefined || more.length > 0) throw new Error("expected exactly one message");
      return delivery;
    };
    const receiveOnceVisible = async (leaseMs = LONG_MS): Promise<Delivery> => {
      const deadline = Date.now() + 10_000;
      for (;;) {
        const [delivery] = await queue.receive(1, leaseMs);
        if (delivery) return delivery;
        if (Date.now() > deadline) throw new Error("the message did not come back within 10 s");
        await setup.letTimePass();
      }
    };

    test("a message arrives as it was sent, and is hidden from others while its lease lasts", async () => {
      await queue.send(message);
      expect(await receiveOne()).toMatchObject({ message, deliveries: 1 });
      expect(await queue.receive(32, LONG_MS)).toEqual([]);
    });

    test("many messages come at most as many as asked for, each once", async () => {
      const sent = Array.from({ length: 5 }, () => ({ ...message, fileId: randomUUID() }));
      await Promise.all(sent.map((one) => queue.send(one)));
      const first = await queue.receive(3, LONG_MS);
      const second = await queue.receive(32, LONG_MS);
      expect([first.length, second.length]).toEqual([3, 2]);
      const received = [...first, ...second].map((delivery) => delivery.message?.fileId);
      expect(received.toSorted()).toEqual(sent.map((one) => one.fileId).toSorted());
    });

    test("an empty queue gives nothing", async () => {
      expect(await queue.receive(1, LONG_MS)).toEqual([]);
    });

    test("a removed message is gone; removing it again answers false", async () => {
      await queue.send(message);
      const delivery = await receiveOne();
      expect(await queue.remove(delivery)).toBe(true);
      expect(await queue.remove(delivery)).toBe(false);
      expect(await queue.renew(delivery, LONG_MS)).toBe(false);
      expect(await queue.depth()).toBe(0);
    });

    test("a lease that ended gives the message to somebody else, and the first holder is told", async () => {
      await queue.send(message);
      const late = await receiveOne(SHORT_MS);
      const second = await receiveOnceVisible();
      expect(second).toMatchObject({ messageId: late.messageId, deliveries: 2 });
      expect(await queue.renew(late, LONG_MS)).toBe(false);
      expect(await queue.release(late)).toBe(false);
      expect(await queue.remove(late)).toBe(false);
      expect(await queue.depth()).toBe(1);
      expect(await queue.remove(second)).toBe(true);
    });

    test("a lease can be renewed again and again, and the message removed after it", async () => {
      await queue.send(message);
      const delivery = await receiveOne(SHORT_MS);
      expect(await queue.renew(delivery, LONG_MS)).toBe(true);
      expect(await queue.renew(delivery, LONG_MS)).toBe(true);
      expect(await queue.receive(1, LONG_MS)).toEqual([]);
      expect(await queue.remove(delivery)).toBe(true);
    });

    test("a released message is visible at once, and its former holder has no say any more", async () => {
      await queue.send(message);
      const released = await receiveOne();
      expect(await queue.release(released)).toBe(true);
      expect(await queue.remove(released)).toBe(false);
      expect(await queue.renew(released, LONG_MS)).toBe(false);
      expect(await receiveOnceVisible()).toMatchObject({ message, deliveries: 2 });
    });

    test("a poisoned message leaves the queue for the poison queue", async () => {
      await queue.send(message);
      await queue.poison(await receiveOne(), reason);
      expect(await queue.depth()).toBe(0);
      expect(await queue.poisonDepth()).toBe(1);
    });

    test("poisoning after the lease was lost keeps the message in both places", async () => {
      await queue.send(message);
      const late = await receiveOne(SHORT_MS);
      await receiveOnceVisible();
      await queue.poison(late, reason);
      expect(await queue.depth()).toBe(1);
      expect(await queue.poisonDepth()).toBe(1);
    });

    test.for([
      ["not base64", "<not base64>"],
      ["not JSON", Buffer.from("{").toString("base64")],
      ["an unknown type", Buffer.from(`{"type":"format-disk"}`).toString("base64")],
      ["ids that are none", Buffer.from(`{"type":"verify","userId":"1","fileId":"2"}`).toString("base64")],
      ["not UTF-8", Buffer.from([0xff, 0xfe]).toString("base64")],
    ] as const)("a text that is no message of ours comes as null with its text: %s", async ([, text]) => {
      await setup.sendText(text);
      const delivery = await receiveOne();
      expect(delivery).toMatchObject({ message: null, text, deliveries: 1 });
      await queue.poison(delivery, reason);
      expect(await queue.poisonDepth()).toBe(1);
      const { messageId } = delivery;
      expect(await queue.peekPoison(1)).toMatchObject([{ message: null, reason, text, messageId }]);
    });

    test("what was set aside tells what it was, why, how often it was tried and since when; looking changes nothing", async () => {
      const before = Date.now();
      await queue.send(message);
      const delivery = await receiveOne();
      await queue.poison(delivery, reason);
      const [poisoned, ...more] = await queue.peekPoison(32);
      const { text, messageId } = delivery;
      const setAsideAt = expect.stringMatching(/^\d{4}-.*Z$/);
      expect([poisoned, ...more]).toEqual([{ message, text, messageId, reason, deliveries: 1, setAsideAt }]);
      // Storage counts in whole seconds.
      expect(Date.parse(poisoned?.setAsideAt ?? "")).toBeGreaterThan(before - 2_000);
      expect(await queue.peekPoison(32)).toEqual([poisoned]);
      expect(await queue.poisonDepth()).toBe(1);
    });

    test("a long reason is cut, and at most as many are shown as asked for, the longest set aside first", async () => {
      for (const length of [10_000, 1]) {
        await queue.send(message);
        await queue.poison(await receiveOne(), "x".repeat(length));
      }
      expect(await queue.peekPoison(1)).toMatchObject([{ reason: "x".repeat(300) }]);
      expect(await queue.peekPoison(32)).toHaveLength(2);
      await expect(queue.peekPoison(0)).rejects.toThrow(RangeError);
      await expect(queue.peekPoison(33)).rejects.toThrow(RangeError);
    });

    test("the oldest message that waits tells since when; one that is being worked on waits no more", async () => {
      expect(await queue.oldestWaiting()).toBeNull();
      const before = Date.now();
      await queue.send(message);
      await queue.send({ ...message, fileId: randomUUID() });
      const since = Date.parse((await queue.oldestWaiting()) ?? "");
      expect(since).toBeGreaterThan(before - 2_000);
      expect(since).toBeLessThan(Date.now() + 2_000);
      await queue.receive(32, LONG_MS);
      expect(await queue.oldestWaiting()).toBeNull();
    });

    test("depth counts hidden messages too", async () => {
      await queue.send(message);
      await queue.send(message);
      await queue.receive(1, LONG_MS);
      expect(await queue.depth()).toBe(2);
    });

    test("a lease of less than a second or of a fraction, and a count above 32, are a RangeError", async () => {
      await expect(queue.receive(1, 500)).rejects.toThrow(RangeError);
      await expect(queue.receive(1, 1_500)).rejects.toThrow(RangeError);
      await expect(queue.receive(33, LONG_MS)).rejects.toThrow(RangeError);
      await expect(queue.receive(0, LONG_MS)).rejects.toThrow(RangeError);
    });

    test("ping succeeds while storage answers", async () => {
      await expect(queue.ping()).resolves.toBeUndefined();
    });
  });
