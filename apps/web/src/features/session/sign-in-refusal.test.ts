import { errorSentences } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { signInRefusal } from "./sign-in-refusal.ts";

const refused = (error?: string) => signInRefusal({ ok: false, error, url: null });

test("our own sentences are shown as they are", () => {
  expect(refused("Too many tries. Please wait a moment.")).toBe("Too many tries. Please wait a moment.");
});

test("next-auth's own words never reach a person", () => {
  expect(refused("CredentialsSignin")).toBe(errorSentences["auth.credentials_wrong"]);
  expect(refused("Configuration")).toBe(errorSentences.internal);
  expect(refused()).toBe(errorSentences.internal);
});

test("who is signed in is told nothing", () => {
  const url = "https://pix.example.com/sign-in?next=%2Ffiles";
  expect(signInRefusal({ ok: true, error: null, url })).toBeNull();
});

test("a browser that keeps no cookies is not taken for signed in, whatever the status says", () => {
  const url = "https://pix.example.com/api/auth/signin?csrf=true";
  expect(signInRefusal({ ok: true, error: null, url })).toMatch(/allow cookies/);
});
