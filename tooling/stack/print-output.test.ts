import { expect, test } from "vitest";
import { createOutputPrinter } from "./print-output.ts";

const log = '{"level":30,"time":"2026-11-23T20:00:00.000Z","process":"worker","msg":"worker ready","port":1}';
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

test("any other line stands behind the name of the part that wrote it", () => {
  expect(printed("Error: no", false)).toBe("worker | Error: no\n");
});
