import { expect, test } from "vitest";
import { toConnection } from "../cloudpix-options.ts";
import type { Step } from "../testing/answer-requests.ts";
import { scriptedServer } from "../testing/scripted-server.ts";
import { putToStorage } from "./put-to-storage.ts";
import { createTurns, type Turns } from "./turns.ts";

/** Whether two that come together go one after the other. */
const isNarrow = async (turns: Turns): Promise<boolean> => {
  const gate = Promise.withResolvers<void>();
  let hasBegun = false;
  const first = turns.take(() => gate.promise, undefined);
  const second = turns.take(async () => {
    hasBegun = true;
  }, undefined);
  await new Promise(setImmediate);
  const isWaiting = !hasBegun;
  gate.resolve();
  await Promise.all([first, second]);
  return isWaiting;
};

test.each<[string, Step, boolean]>([
  ["does not arrive in time", "never answer", true],
  ["storage gave up on", { status: 408, body: "" }, true],
  ["storage is too busy for", { status: 503, body: "" }, false],
  ["the line was cut for", "lose the connection", false],
])("what %s is sent again; alone from then on, where the line was too slow", async (_, failure, narrows) => {
  await using storage = await scriptedServer(failure, { status: 201, body: "" });
  const turns = createTurns();
  const target = {
    connection: toConnection({ url: storage.url }),
    useUrl: <T>(send: (url: string) => Promise<T>) => send(`${storage.url}/blob?sig=x`),
    turns,
    timeoutMs: 500,
  };
  const body = Uint8Array.from({ length: 600_000 }, (_byte, index) => index % 251);
  await putToStorage(target, { query: "&comp=block", body, signal: undefined });
  expect(await isNarrow(turns)).toBe(narrows);
  expect(storage.arrived.at(-1)?.headers["content-length"]).toBe("600000");
  expect(storage.arrived.at(-1)?.body.equals(body)).toBe(true);
});
