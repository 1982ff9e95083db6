import { expect, test } from "vitest";
import { concerning } from "./concerning.ts";
import { consoleToLog } from "./console-to-log.ts";
import { createLog } from "./log.ts";

const capture = () => {
  const lines: string[] = [];
  const unused = (..._said: unknown[]) => {};
  const target = { error: unused, warn: unused, log: unused, info: unused, debug: unused };
  consoleToLog(createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) }), target);
  return { lines, target, last: () => JSON.parse(lines.at(-1) ?? "") };
};

test("what a library prints is one line under its request, without its colours", () => {
  const { lines, target, last } = capture();
  concerning(
    () => ({ requestId: "one" }),
    () => target.warn("\u001b[31m⨯\u001b[39m %s\nof %i", "two lines", 7),
  );
  expect(lines).toHaveLength(1);
  expect(last()).toMatchObject({
    level: "warn",
    console: "warn",
    requestId: "one",
    msg: "⨯ two lines\nof 7",
  });
});

test("an error that a library prints brings its stack and its causes, and nothing a driver hung on it", () => {
  const { lines, target, last } = capture();
  const cause = Object.assign(new Error("refused"), { request: { url: "canary" } });
  target.error("⨯", Object.assign(new Error("no answer", { cause }), { response: "canary" }));
  expect(last()).toMatchObject({
    level: "warn",
    msg: "⨯",
    err: {
      message: "no answer",
      stack: expect.stringContaining("console-to-log.test.ts"),
      cause: { message: "refused" },
    },
  });
  expect(lines.join("")).not.toContain("canary");
});

test("secrets in what is printed are masked", () => {
  const { lines, target } = capture();
  target.log({ authorization: "Bearer canary-canary" }, "of canary@example.com");
  expect(lines.join("")).not.toContain("canary");
});
