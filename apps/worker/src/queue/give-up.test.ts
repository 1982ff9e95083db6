import { MINUTE_MS, unavailable } from "@cloudpix/domain";
import { concerning } from "@cloudpix/telemetry";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createQueueLoop } from "../queue-loop.ts";
import { openTestServices, type TestServices } from "../test-services.ts";
import { concernOf } from "./concern-of.ts";
import { giveUp } from "./give-up.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const sample = async () => {
  const file = await bench.addFile(new Uint8Array(10));
  const message = { type: "thumbnail", userId: file.userId, fileId: file.fileId } as const;
  await bench.services.queue.send({ ...message, requestId: "request-1" });
  return message;
};
const setAside = () => bench.services.queue.peekPoison(32);

test("after five tries an operator finds the message with the last failure, and nothing secret in it", async () => {
  const message = await sample();
  const cause = new Error("403 for https://x.invalid/a?sig=canary%2Bcanary");
  bench.services.db.files.get = () => Promise.reject(unavailable(cause));
  const loop = createQueueLoop(bench.services, { pollMs: 10 });
  const failures = () => bench.logged.filter(({ msg }) => msg === "job failed for now").length;
  loop.start();
  for (let tries = 1; tries <= 4; tries++) {
    await expect.poll(failures).toBe(tries);
    bench.advance(MINUTE_MS * 2);
  }
  // Telling the owner fails as well, so the message stays until that can be done.
  await expect.poll(failures).toBe(5);
  await loop.stop(5_000);
  expect(await setAside()).toEqual([]);
  const [delivery] = await bench.services.queue.receive(1, 1_000).then(async (first) => {
    if (first.length > 0) return first;
    bench.advance(MINUTE_MS * 2);
    return bench.services.queue.receive(1, 1_000);
  });
  if (delivery === undefined) throw new Error("the message is gone");
  bench.services.db.files.get = async () => null;
  await concerning(concernOf(delivery), () => giveUp(bench.services, delivery, unavailable(cause)));
  const [poisoned] = await setAside();
  expect(poisoned).toMatchObject({ message, deliveries: 6 });
  expect(poisoned?.reason).toMatch(/^failed 6 times, at last: .*403 for https:\/\/x\.invalid/);
  expect(JSON.stringify(poisoned)).not.toContain("canary");
  expect(bench.logged.at(-1)).toMatchObject({ msg: "message set aside", requestId: "request-1" });
});

test("a message at which the worker died says so", async () => {
  await sample();
  const [delivery] = await bench.services.queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("the message is gone");
  await giveUp(bench.services, delivery);
  expect((await setAside())[0]?.reason).toMatch(/^taken 1 times and never finished: the worker died/);
});

test("a text that is no message of ours says so", async () => {
  bench.storage.sendText("{ not ours");
  const [delivery] = await bench.services.queue.receive(1, 1_000);
  if (delivery === undefined) throw new Error("the message is gone");
  await giveUp(bench.services, delivery);
  expect(await setAside()).toMatchObject([{ message: null, reason: "is no message that CloudPix knows" }]);
});
