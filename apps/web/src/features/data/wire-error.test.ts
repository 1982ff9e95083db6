import { expect, test } from "vitest";
import { fieldErrorsOf, isWorthRepeating, readWireError, sentenceOf } from "./wire-error.ts";

const refusal = Object.assign(new Error("This link has expired."), {
  data: {
    appCode: "share.expired",
    issues: [{ path: "email", message: "Please enter it." }],
    requestId: "r1",
  },
});

test("a refusal is shown in the server's own words", () => {
  expect(sentenceOf(refusal)).toBe("This link has expired.");
  expect(readWireError(refusal)).toMatchObject({ code: "share.expired", requestId: "r1" });
  expect(fieldErrorsOf(refusal)).toEqual(new Map([["email", "Please enter it."]]));
});

test("an answer that is not ours never shows its own text", () => {
  expect(sentenceOf(new Error("<html>502 Bad Gateway"))).toMatch(/does not answer/);
  expect(readWireError(Object.assign(new Error("x"), { data: { appCode: "toString" } }))).toBeUndefined();
});

test("only silence and an unavailable dependency are tried again by themselves", () => {
  expect(isWorthRepeating(new TypeError("Failed to fetch"))).toBe(true);
  expect(isWorthRepeating({ message: "", data: { appCode: "dependency.unavailable" } })).toBe(true);
  expect(isWorthRepeating(refusal)).toBe(false);
});
