import { expect, test } from "vitest";
import { runPool } from "./run-pool.ts";

async function* upTo(count: number) {
  for (let item = 0; item < count; item += 1) yield item;
}
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("everything is worked on, and no more at once than allowed", async () => {
  let [now, most] = [0, 0];
  const seen: number[] = [];
  await runPool(upTo(20), 3, undefined, async (item) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
    seen.push(item);
  });
  expect(seen.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  expect(most).toBe(3);
});

test("the first failure stops the others and is thrown when they have stopped", async () => {
  const failure = new Error("first");
  let stopped = 0;
  const work = async (item: number, signal: AbortSignal) => {
    if (item === 2) throw failure;
    await untilAborted(signal).finally(() => {
      stopped += 1;
    });
  };
  await expect(runPool(upTo(10), 3, undefined, work)).rejects.toBe(failure);
  expect(stopped).toBe(2);
});

test("items that fail end the pool, and are closed when the work fails", async () => {
  const failure = new Error("source");
  const broken = async function* () {
    yield 1;
    throw failure;
  };
  await expect(runPool(broken(), 2, undefined, async () => {})).rejects.toBe(failure);
  let closed = false;
  const closing = async function* () {
    try {
      yield* upTo(10);
    } finally {
      closed = true;
    }
  };
  await expect(runPool(closing(), 1, undefined, () => Promise.reject(failure))).rejects.toBe(failure);
  await expect.poll(() => closed).toBe(true);
});

test("an abort is heard while nothing comes, while all are busy, and before the beginning", async () => {
  const reason = new Error("enough");
  const silent: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
  };
  for (const items of [silent, upTo(5)]) {
    const controller = new AbortController();
    const pool = runPool(items, 2, controller.signal, (_, within) => untilAborted(within));
    controller.abort(reason);
    await expect(pool).rejects.toBe(reason);
  }
  const none = runPool(upTo(1), 1, AbortSignal.abort(reason), () => expect.unreachable());
  await expect(none).rejects.toBe(reason);
});
