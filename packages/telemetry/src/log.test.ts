import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { createLogTelemetry } from "./log-telemetry.ts";

const capture = () => {
  const lines: string[] = [];
  const log = createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) });
  return { lines, log };
};

test("secrets, link ids and e-mails passed by mistake are hidden, also one level down", () => {
  const { lines, log } = capture();
  log.info({
    email: "a@example.com",
    link: { linkId: "canary-link" },
    headers: { authorization: "canary-token" },
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/canary|example\.com/);
  expect(lines[0]).toContain("[hidden]");
});

test("a line break in a value cannot forge a second line", () => {
  const { lines, log } = capture();
  log.info({ fileName: 'a\n{"level":30,"msg":"forged"}' });
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
});

test("a business event is one line that names the event and its facts", () => {
  const { lines, log } = capture();
  createLogTelemetry(log).trackEvent("file_uploaded", { sizeBytes: 12 });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    event: "file_uploaded",
    sizeBytes: 12,
    process: "test",
  });
});
