import { expect, test } from "vitest";
import { createTelemetry } from "./create-telemetry.ts";
import { createLog } from "./log.ts";
import { noTelemetry } from "./no-telemetry.ts";

test("that telemetry does not arrive is a line of the log with the reason, and so is that it arrives again", () => {
  const lines: unknown[] = [];
  const log = createLog(
    { process: "test", level: "info" },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
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
