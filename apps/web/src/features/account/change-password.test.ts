import { expect, test } from "vitest";
import { changePassword } from "./change-password.ts";

const form = (currentPassword: string, newPassword: string) => {
  const data = new FormData();
  data.set("currentPassword", currentPassword);
  data.set("newPassword", newPassword);
  return data;
};
const neverAsked = () => Promise.reject(new Error("asked"));

test("what cannot be right is refused at its field before anything is sent", async () => {
  const refusal = await changePassword(form("", "password"), neverAsked);
  expect([...(refusal?.fields.keys() ?? [])].sort()).toEqual(["currentPassword", "newPassword"]);
});

test("a wrong current password is told at its field, in words that fit there", async () => {
  const wrong = Object.assign(new Error("E-mail or password is wrong."), {
    data: { appCode: "auth.credentials_wrong", issues: [] },
  });
  const refusal = await changePassword(form("guess", "correct horse battery"), () => Promise.reject(wrong));
  expect(refusal?.fields).toEqual(new Map([["currentPassword", "This is not your current password."]]));
});

test("passwords are sent as they were typed", async () => {
  const sent: unknown[] = [];
  expect(await changePassword(form(" old one ", " new one "), async (input) => sent.push(input))).toBeNull();
  expect(sent).toEqual([{ currentPassword: " old one ", newPassword: " new one " }]);
});
