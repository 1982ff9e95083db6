import { expect, test } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";
import { createLog } from "./log.ts";
import { noTelemetry } from "./no-telemetry.ts";
import { recordTelemetry } from "./testing/record-telemetry.ts";

const capture = () => {
  const lines: unknown[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  return { lines, log: createLog({ process: "test", level: "info" }, { write }) };
};

test("that telemetry does not arrive is a line of the log with the reason, and so is that it arrives again", () => {
  const { lines, log } = capture();
  let tell: (problem: Error | null) => void = () => expect.unreachable();
  const watch = (listener: typeof tell) => {
    tell = listener;
  };
  createTelemetry(log, { telemetry: noTelemetry, watch });
  tell(new Error("answered 308"));
  tell(null);
  expect(lines).toMatchObject([
    { level: "warn", msg: "telemetry does not arrive", err: { message: "answered 308" } },
    { level: "info", msg: "telemetry arrives again" },
  ]);
});

test("a failure that was lived with is a warning and an exception with the same facts; the log has every one", () => {
  const { lines, log } = capture();
  const { telemetry, told } = recordTelemetry();
  const tell = createTelemetry(log, { telemetry, watch: () => {} });
  const error = new Error("no answer");
  for (let failure = 1; failure <= 1_000; failure += 1)
    tell.trackFailure(error, "left for the next run", { fileId: "a file", failure });
  expect(lines).toHaveLength(1_000);
  expect(lines[999]).toMatchObject({
    level: "warn",
    msg: "left for the next run",
    fileId: "a file",
    failure: 1_000,
    err: { message: "no answer" },
  });
  expect(told.exceptions[0]).toEqual({ error, facts: { fileId: "a file", failure: 1 } });
  expect(told.exceptions.length).toBeLessThanOrEqual(20);
});

test("without anybody preloaded a failure that was lived with is in the log", () => {
  const { lines, log } = capture();
  createTelemetry(log, undefined).trackFailure(new Error("no answer"), "left for the next run");
  expect(lines).toMatchObject([
    { level: "warn", msg: "left for the next run", err: { message: "no answer" } },
  ]);
});
