import { expect, test } from "vitest";
import { resetPassword } from "./reset-password.ts";

const form = (newPassword: string) => {
  const data = new FormData();
  data.set("newPassword", newPassword);
  return data;
};
const refuse = (appCode: string) => () =>
  Promise.reject(Object.assign(new Error("No."), { data: { appCode, issues: [] } }));
const neverAsked = () => Promise.reject(new Error("asked"));

test("a password that cannot be taken is refused at its field before anything is sent", async () => {
  const outcome = await resetPassword(form("short"), "a.b.c", neverAsked);
  expect(outcome.kind === "refused" && outcome.refusal.fields.get("newPassword")).toMatch(/8 characters/);
});

test("a link that is worth nothing is told from a try that may be repeated", async () => {
  const password = form("correct horse battery");
  expect(await resetPassword(password, "a.b.c", refuse("auth.reset_invalid"))).toEqual({ kind: "invalid" });
  expect(await resetPassword(password, "x".repeat(3_000), neverAsked)).toEqual({ kind: "invalid" });
  expect(await resetPassword(password, "a.b.c", refuse("rate.limited"))).toMatchObject({
    kind: "refused",
    refusal: { sentence: "No." },
  });
});
