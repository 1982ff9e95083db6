import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { putBlob } from "./put-blob.ts";

/** A browser's request that does what the test says. */
class Request {
  static last: Request;
  status = 0;
  url = "";
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onabort?: () => void;
  constructor() {
    Request.last = this;
  }
  open(_method: string, url: string) {
    this.url = url;
  }
  send() {}
  abort() {
    this.onabort?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", Request);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const minuteMs = 60_000;

/** Sends ten bytes; `outcome` is what it came to so far. */
const begin = () => {
  const { signal } = new AbortController();
  const state: { outcome: unknown } = { outcome: "under way" };
  const settle = (outcome: unknown) => {
    state.outcome = outcome;
  };
  putBlob({ url: "https://storage.example/a?sas", body: "0123456789", signal }).then(
    () => settle("stored"),
    settle,
  );
  const { last } = Request;
  return {
    state,
    move: (loaded: number) => last.upload.onprogress?.({ loaded, total: 10 }),
    answer: (status: number) => {
      last.status = status;
      last.onload?.();
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
};
const noAnswer = { name: "StorageRefusal", status: 0 };

test("a block is not given up while it waits for its turn: browsers open six connections to a host", async () => {
  const { state, move, answer, pass } = begin();
  await pass(4 * minuteMs);
  move(10);
  answer(201);
  await pass(0);
  expect(state.outcome).toBe("stored");
});

test("a block on a slow line is not given up while its bytes move, however long it takes", async () => {
  const { state, move, answer, pass } = begin();
  for (let sent = 1; sent < 10; sent += 1) {
    move(sent);
    await pass(minuteMs - 1);
  }
  move(10);
  answer(201);
  await pass(0);
  expect(state.outcome).toBe("stored");
});

test("a line that has gone silent is given up within a minute", async () => {
  const { state, move, pass } = begin();
  move(5);
  await pass(minuteMs);
  expect(state.outcome).toMatchObject(noAnswer);
});

test("what has left the page has time to arrive: much of it may lie in the device's buffers", async () => {
  const { state, move, pass } = begin();
  move(10);
  await pass(4 * minuteMs);
  expect(state.outcome).toBe("under way");
  await pass(minuteMs);
  expect(state.outcome).toMatchObject(noAnswer);
});
