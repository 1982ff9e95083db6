import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("all go at once until turns are narrowed; then one at a time, in order, also behind one that fails", async () => {
  const turns = createTurns();
  const begun: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const takes = gates.map(({ promise }, index) => {
    if (index === 2) turns.narrow();
    const take = turns.take(() => {
      begun.push(index);
      return promise;
    }, undefined);
    return take.catch((error: unknown) => error);
  });
  const settled = () => new Promise(setImmediate);
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  gates[2]?.reject(new Error("failed"));
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  gates[3]?.resolve();
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  for (const { resolve } of gates) resolve();
  expect(await Promise.all(takes)).toMatchObject([
    undefined,
    undefined,
    { message: "failed" },
    undefined,
    undefined,
  ]);
});

test("an abort ends the waiting for a turn, and what was waited for is never begun", async () => {
  const turns = createTurns();
  turns.narrow();
  const gate = Promise.withResolvers<void>();
  const first = turns.take(() => gate.promise, undefined);
  const controller = new AbortController();
  const second = turns.take(() => expect.unreachable(), controller.signal);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  gate.resolve();
  await first;
});
