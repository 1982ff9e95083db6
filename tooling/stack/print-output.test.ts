import { afterEach, expect, test, vi } from "vitest";
import { createOutputPrinter } from "./print-output.ts";

const log = '{"level":30,"time":"2026-11-23T20:00:00.000Z","process":"worker","msg":"worker ready","port":1}';
afterEach(() => {
  vi.unstubAllEnvs();
});

const printed = (line: string, terminal: boolean) => {
  const texts: string[] = [];
  createOutputPrinter((text) => texts.push(text), terminal)("worker", line);
  return texts.join("");
};

test("a log line is readable in a terminal and untouched anywhere else", () => {
  expect(printed(log, true)).toMatch(/worker \| worker ready/);
  expect(printed(log, true)).not.toContain('"level"');
  expect(printed(log, false)).toBe(`${log}\n`);
});

test("times are UTC and say so, wherever the machine stands", () => {
  vi.stubEnv("TZ", "Asia/Tokyo");
  expect(printed(log, true)).toContain("20:00:00Z");
});

test("any other line stands behind the name of the part that wrote it", () => {
  expect(printed("Error: no", false)).toBe("worker | Error: no\n");
});

const controls = "\u001b[2J\u009b1m\nforged\r\u202egpj";

/** As the log writes a line: also what JSON leaves as it is is escaped. */
const logged = (entry: object) =>
  JSON.stringify(entry).replace(
    /[\u009b\u202e]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

test.each([true, false])(
  "what people named moves no cursor and forges no line, in a terminal: %s",
  (terminal) => {
    const err = { type: "Error", message: controls, stack: "Error: no\n    at x" };
    const line = logged({ level: "warn", process: "web", fileName: controls, err, msg: controls });
    for (const given of [line, controls.replace("\n", "")]) {
      // What colours a terminal is ours.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about.
      const text = printed(given, terminal).replace(/\u001b\[\d+m/g, "");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(text).not.toMatch(/^forged/m);
    }
  },
);

test("a stack keeps its lines", () => {
  const line = JSON.stringify({
    level: "error",
    msg: "failed",
    err: { type: "E", message: "m", stack: "E: m\n    at x" },
  });
  expect(printed(line, true)).toMatch(/E: m\n\s+at x/);
});

test("text that only begins like a log line is shown", () => {
  expect(printed("{ not JSON", true)).toBe("worker | { not JSON\n");
});
