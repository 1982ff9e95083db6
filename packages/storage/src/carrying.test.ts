import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { carrying } from "./carrying.ts";
import { createMemoryStorage } from "./memory/create-memory-storage.ts";

const about = { type: "thumbnail", userId: randomUUID(), fileId: randomUUID() } as const;
const sent = async (
  requestId: string | undefined,
  message: typeof about & { requestId?: string } = about,
) => {
  const { queue } = createMemoryStorage({ now: () => new Date() });
  await carrying(requestId, queue).send(message);
  return (await queue.receive(1, 1_000))[0]?.message;
};

test("a message carries the id of the request that sent it", async () => {
  expect(await sent("request-1")).toEqual({ ...about, requestId: "request-1" });
});

test("a message that has an id keeps it: the work goes back to the first request", async () => {
  const first = { ...about, requestId: "request-0" };
  expect(await sent("request-1", first)).toEqual(first);
});

test.each([undefined, "", "x".repeat(65)])(
  "without an id that fits, a message is sent as it is: %s",
  async (id) => {
    expect(await sent(id)).toEqual(about);
  },
);
