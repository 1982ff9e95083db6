import { expect, test } from "vitest";
import { refusalOf } from "./refusal.ts";

const failure = (appCode: string, issues: { path: string; message: string }[] = []) =>
  Object.assign(new Error("The server's sentence."), { data: { appCode, issues } });

test("a refusal that speaks of one field is shown at that field", () => {
  const about = { "auth.email_taken": { field: "email" } } as const;
  expect(refusalOf(failure("auth.email_taken"), about)).toEqual({
    fields: new Map([["email", "The server's sentence."]]),
    sentence: null,
  });
  const own = { "auth.credentials_wrong": { field: "password", sentence: "Not your password." } } as const;
  expect(refusalOf(failure("auth.credentials_wrong"), own).fields.get("password")).toBe("Not your password.");
});

test("all other refusals are shown at the fields they name, else above the form", () => {
  const named = failure("input.invalid", [{ path: "name", message: "Too long." }]);
  expect(refusalOf(named)).toEqual({ fields: new Map([["name", "Too long."]]), sentence: null });
  expect(refusalOf(failure("rate.limited"))).toEqual({
    fields: new Map(),
    sentence: "The server's sentence.",
  });
  expect(refusalOf(new TypeError("Failed to fetch")).sentence).toMatch(/does not answer/);
});
