import { randomUUID } from "node:crypto";
import { WorkMessage } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { carryTrace } from "./carry-trace.ts";

const message = { type: "thumbnail", userId: randomUUID(), fileId: randomUUID() } as const;
const trace = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

const sent = async (traceParent: string | undefined) => {
  const texts: unknown[] = [];
  const queue = { send: async (one: WorkMessage) => void texts.push(one) };
  await carryTrace(queue, { traceParent: () => traceParent }).send(message);
  return texts;
};

test("a message carries the operation that sends it, and is one that the worker knows", async () => {
  const [carried] = await sent(trace);
  expect(WorkMessage.parse(carried)).toEqual({ ...message, traceparent: trace });
});

test("outside of any operation a message is sent as it is", async () => {
  expect(await sent(undefined)).toEqual([message]);
});
