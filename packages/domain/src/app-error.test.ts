import { expect, test } from "vitest";
import { AppError, invalidField, isAppError, unavailable } from "./app-error.ts";

test("an error without a message of its own says its code's sentence", () => {
  expect(new AppError("share.expired").message).toBe("This link has expired.");
});

test("refused input always says what is wrong: with a field, or with the whole; other errors name none", () => {
  const message = "The request is not valid JSON.";
  expect(new AppError("input.invalid", { message }).issues).toEqual([{ path: "", message }]);
  expect(invalidField("cursor", "This cursor is not valid.")).toMatchObject({
    code: "input.invalid",
    message: "This cursor is not valid.",
    issues: [{ path: "cursor", message: "This cursor is not valid." }],
  });
  expect(new AppError("share.expired").issues).toEqual([]);
});

test("an error of a second copy of the class is still one of ours", () => {
  class AppErrorOfAnotherBundle extends Error {
    override readonly name = "AppError";
    readonly code = "share.expired";
  }
  expect(isAppError(new AppErrorOfAnotherBundle("told"))).toBe(true);
});

test("an error of the system with a code is none of ours", () => {
  expect(isAppError(Object.assign(new Error("no such file"), { code: "ENOENT" }))).toBe(false);
  expect(isAppError({ name: "AppError", code: "share.expired" })).toBe(false);
});

test("a dependency that is down says when to come back and keeps the cause to itself", () => {
  const error = unavailable(new Error("connect ECONNREFUSED 10.0.0.1"));
  expect(error.retryAfterSeconds).toBe(5);
  expect(error.message).not.toContain("10.0.0.1");
});
