import { MINUTE_MS, noThumbnail, pendingThumbnail } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestServices, type TestServices } from "../test-services.ts";
import { createAskAgain } from "./ask-again.ts";
import type { Sweep } from "./sweep.ts";

let bench: TestServices;
beforeEach(async () => {
  bench = await openTestServices();
});
afterEach(() => bench.close());

const bytes = Buffer.from("twelve bytes");
const plain = { thumbnail: noThumbnail() };
const run = (sweep: Sweep) => sweep(bench.services);

describe("asking again", () => {
  const messages = async () => {
    const deliveries = await bench.services.queue.receive(32, 1_000);
    await Promise.all(deliveries.map((delivery) => bench.services.queue.remove(delivery)));
    return deliveries.map(({ message }) => `${message?.type} ${message?.fileId}`).toSorted();
  };

  test("reaches thumbnails and verifications that stayed for a minute, and each only once in ten", async () => {
    const pending = await bench.addFile(bytes, { thumbnail: pendingThumbnail });
    const verifying = await bench.addFile(bytes, { ...plain, status: "verifying" });
    await bench.addFile(bytes, plain);
    await bench.addFile(bytes, { status: "trashed", thumbnail: pendingThumbnail });
    const askAgain = createAskAgain(() => false);
    await run(askAgain);
    expect(await messages()).toEqual([]);
    bench.advance(MINUTE_MS + 1_000);
    await run(askAgain);
    expect(await messages()).toEqual(
      [`thumbnail ${pending.fileId}`, `verify ${verifying.fileId}`].toSorted(),
    );
    bench.advance(MINUTE_MS);
    await run(askAgain);
    expect(await messages()).toEqual([]);
    bench.advance(10 * MINUTE_MS);
    await run(askAgain);
    expect(await messages()).toHaveLength(2);
  });

  test("leaves alone what is under way here and an upload that cannot be hashed yet", async () => {
    await bench.addFile(bytes, { thumbnail: pendingThumbnail });
    await bench.addFile(bytes, { ...plain, status: "verifying", fileSize: 50 * 1024 ** 3 });
    bench.advance(2 * MINUTE_MS);
    await run(createAskAgain(({ type }) => type === "thumbnail"));
    expect(await messages()).toEqual([]);
  });
});
