import { newUuidV7 } from "@cloudpix/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSameSecretHash, newAccessTokenText, readAccessTokenText } from "./access-token-text.ts";

const uuid = fc.uuid({ version: 7 });
const userId = newUuidV7(new Date());
const tokenId = newUuidV7(new Date());

test("a text names its user and its token, and its hash is the remembered one", () => {
  fc.assert(
    fc.property(uuid, uuid, (user, token) => {
      const { text, secretHash } = newAccessTokenText(user, token);
      expect(text).toMatch(/^cpx_[A-Za-z0-9_-]{86}$/);
      expect(readAccessTokenText(text)).toEqual({ userId: user, tokenId: token, secretHash });
    }),
  );
});

test("two tokens never share a secret", () => {
  const hashes = Array.from({ length: 100 }, () => newAccessTokenText(userId, tokenId).secretHash);
  expect(new Set(hashes).size).toBe(100);
});

test("every other text is nothing, whatever it looks like", () => {
  const { text } = newAccessTokenText(userId, tokenId);
  const others = [
    "",
    "cpx_",
    text.slice(0, -1),
    `${text}A`,
    ` ${text}`,
    `${text}\n`,
    text.replace("cpx_", "CPX_"),
    `${text.slice(0, -1)}=`,
    `${text.slice(0, -1)}é`,
    // The same bytes, spelled with the spare bits of the last letter.
    `${text.slice(0, -1)}${String.fromCharCode((text.at(-1) ?? "A").charCodeAt(0) + 1)}`,
    text.repeat(10_000),
  ];
  expect(others.map(readAccessTokenText)).toEqual(others.map(() => null));
});

test("no text at all makes reading fail", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^cpx_[A-Za-z0-9_-]{86}$/)), (text) => {
      expect(() => readAccessTokenText(text)).not.toThrow();
    }),
  );
});

test("hashes are the same when every byte is", () => {
  const [one, other] = ["a".repeat(64), "b".repeat(64)];
  expect(isSameSecretHash(one, one)).toBe(true);
  expect(isSameSecretHash(one, other)).toBe(false);
  expect(isSameSecretHash(one, `${one.slice(0, 63)}b`)).toBe(false);
  expect(isSameSecretHash(one, "")).toBe(false);
});
