import { AppError } from "@cloudpix/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createCursors } from "./cursors.ts";

const cursors = createCursors("a secret of at least forty-three characters");
const refused = (open: () => unknown) => {
  expect(open).toThrow(AppError);
  expect(open).toThrow("This cursor is not valid.");
};

test("a position comes back as it was sealed, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (position) => {
      expect(cursors.open("files:name", "ada", cursors.seal("files:name", "ada", position))).toBe(position);
    }),
  );
});

test("a cursor of another list, another user or another secret is refused", () => {
  const cursor = cursors.seal("files:name", "ada", "beach.jpg");
  refused(() => cursors.open("files:newest", "ada", cursor));
  refused(() => cursors.open("files:name", "eve", cursor));
  refused(() => createCursors("another secret of forty-three characters").open("files:name", "ada", cursor));
});

test("a cursor with one changed letter, a letter more or less, or another spelling of its bytes is refused", () => {
  const cursor = cursors.seal("files:name", "ada", "beach.jpg");
  for (let at = 0; at < cursor.length; at += 1) {
    const other = cursor.charAt(at) === "A" ? "B" : "A";
    refused(() => cursors.open("files:name", "ada", cursor.slice(0, at) + other + cursor.slice(at + 1)));
  }
  for (const forged of [
    cursor.slice(1),
    cursor.slice(0, -1),
    `${cursor}A`,
    `${cursor}=`,
    `${cursor} `,
    "",
    "A",
  ])
    refused(() => cursors.open("files:name", "ada", forged));
});

test("a cursor cannot be read: neither it nor its bytes hold the position", () => {
  const cursor = cursors.seal("files:name", "ada", "holiday.jpg");
  expect(Buffer.from(cursor, "base64url").includes("holiday")).toBe(false);
});

test("the longest position fits into a cursor as callers may send it", () => {
  expect(cursors.seal("files:name_desc", crypto.randomUUID(), "x".repeat(330)).length).toBeLessThan(512);
});
