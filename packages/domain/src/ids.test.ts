import { expect, test } from "vitest";
import { FileId, LinkId, newLinkId, newUuidV7, UploadRequestId, UserId } from "./ids.ts";

test("ids of later moments sort behind those of earlier ones, also across the 32-bit border of the clock", () => {
  const moments = [0, 1, 2 ** 32 - 1, 2 ** 32, Date.UTC(2026, 0, 1), Date.UTC(2126, 0, 1)];
  const ids = moments.map((ms) => newUuidV7(new Date(ms)));
  expect([...ids].sort()).toEqual(ids);
});

test("a new id is a UUID of version 7 that carries its moment", () => {
  const now = new Date("2026-03-01T12:00:00.123Z");
  const id = newUuidV7(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.slice(0, 13).replace("-", ""), 16)).toBe(now.getTime());
  expect(UserId.parse(id)).toBe(id);
});

test("a thousand ids of one moment are a thousand ids", () => {
  const now = new Date();
  expect(new Set(Array.from({ length: 1_000 }, () => newUuidV7(now))).size).toBe(1_000);
});

test("ids are compared in lower case", () => {
  const id = newUuidV7(new Date());
  expect(FileId.parse(id.toUpperCase())).toBe(id);
});

test.each([
  [FileId, "Please give an id such as 01990a5e-0000-7000-8000-000000000000."],
  [UploadRequestId, "Please give a UUID of version 7."],
  [LinkId, "This is no id of a link."],
])("what is no id is refused in a sentence", (schema, sentence) => {
  expect(schema.safeParse("x").error?.issues).toMatchObject([{ message: sentence }]);
});

test("a link id holds 128 random bits", () => {
  const linkId = LinkId.parse(newLinkId());
  expect(Buffer.from(linkId, "base64url")).toHaveLength(16);
  expect(newLinkId()).not.toBe(linkId);
});

test.each(["", "short", "AAAAAAAAAAAAAAAAAAAAA/", "../../../../../../etc/passwd", "A".repeat(65)])(
  "%j is no link id",
  (text) => {
    expect(LinkId.safeParse(text).success).toBe(false);
  },
);
