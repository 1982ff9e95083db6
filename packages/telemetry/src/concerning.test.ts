import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { concerning } from "./concerning.ts";
import { createTelemetry } from "./create-telemetry.ts";
import { createLog } from "./log.ts";
import { recordTelemetry } from "./testing/record-telemetry.ts";

const capture = () => {
  const lines: Record<string, unknown>[] = [];
  const texts: string[] = [];
  const write = (line: string) => {
    texts.push(line);
    lines.push(JSON.parse(line));
  };
  return { lines, texts, log: createLog({ process: "test", level: "info" }, { write }) };
};

test("every line of a piece of work says what it is about, also after a wait and by whoever was called", async () => {
  const { lines, log } = capture();
  const child = log.child({ part: "driver" });
  const work = (requestId: string) =>
    concerning(
      () => ({ requestId }),
      async () => {
        log.warn("first");
        await turn();
        child.warn({ err: new Error("no") }, "second");
      },
    );
  await Promise.all([work("one"), work("two")]);
  expect(lines.map(({ msg, requestId }) => `${msg} ${requestId}`)).toEqual([
    "first one",
    "first two",
    "second one",
    "second two",
  ]);
});

test("what is found out during the work is on the lines that follow, and nothing stands for what is not known", () => {
  const { lines, log } = capture();
  let userId: string | undefined;
  concerning(
    () => ({ requestId: "one", userId }),
    () => {
      log.info("before");
      userId = "ada";
      log.info("after");
    },
  );
  log.info("elsewhere");
  expect(lines[0]).not.toHaveProperty("userId");
  expect(lines[1]).toMatchObject({ requestId: "one", userId: "ada" });
  expect(lines[2]).not.toHaveProperty("requestId");
});

test("a line's own word for a field wins, and no field stands twice", () => {
  const { lines, texts, log } = capture();
  concerning(
    () => ({ requestId: "one", userId: "who asks" }),
    () => log.warn({ userId: "whose it is" }, "told"),
  );
  expect(lines[0]).toMatchObject({ requestId: "one", userId: "whose it is" });
  expect(texts[0]?.match(/"userId"/g)).toHaveLength(1);
});

test("what a piece of work is about is masked as the rest of the line is", () => {
  const { texts, log } = capture();
  concerning(
    () => ({ requestId: "Bearer canary-canary", email: "canary" }),
    () => log.info("told"),
  );
  expect(texts[0]).not.toContain("canary");
});

test("events and exceptions that are sent away name the request they belong to, and only that", () => {
  const { telemetry, told } = recordTelemetry();
  const tell = createTelemetry(capture().log, { telemetry, watch: () => {} });
  concerning(
    () => ({ requestId: "one", fileId: "a file" }),
    () => {
      tell.trackEvent("file_uploaded", { kind: "image" });
      tell.trackException(new Error("no"), { code: "internal" });
    },
  );
  tell.trackEvent("cleanup_completed", { linksRemoved: 1 });
  expect(told.events.map(({ facts }) => facts)).toEqual([
    { kind: "image", requestId: "one" },
    { linksRemoved: 1 },
  ]);
  expect(told.exceptions.map(({ facts }) => facts)).toEqual([{ code: "internal", requestId: "one" }]);
});
