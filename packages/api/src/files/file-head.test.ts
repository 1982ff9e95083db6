import { expect, test } from "vitest";
import { createFileHead } from "./file-head.ts";

const headOf = (...pieces: Uint8Array[]) => {
  const head = createFileHead();
  for (const piece of pieces) head.add(piece);
  return head;
};

test.each([
  ["words", Buffer.from("naïve café\r\n\tand a form feed\f")],
  ["letters of Latin-1, as spreadsheets write them", Buffer.from("Stra\u00dfe;10\r\n", "latin1")],
  ["colours of a terminal", Buffer.from("\u001b[31mred\u001b[0m")],
  ["a character that the end of the head cuts in two", Buffer.from(`${"x".repeat(4_099)}é`)],
  ["UTF-16 that says so", Buffer.from("\ufefftext", "utf16le")],
])("%s may be text", (_, bytes) => {
  expect(headOf(bytes).mayBeText()).toBe(true);
});

test.each([
  ["a NUL", ["text\0text"]],
  ["a control character that no text has", ["text\u0001"]],
  ["a NUL in a later piece", ["text", "\0"]],
])("%s is no text", (_, pieces) => {
  expect(headOf(...pieces.map((piece) => Buffer.from(piece))).mayBeText()).toBe(false);
});
