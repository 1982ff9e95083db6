import { errorSentences } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { signInRefusal } from "./sign-in-refusal.ts";

test("our own sentences are shown as they are", () => {
  expect(signInRefusal("Too many tries. Please wait a moment.")).toBe(
    "Too many tries. Please wait a moment.",
  );
});

test("next-auth's own words never reach a person", () => {
  expect(signInRefusal("CredentialsSignin")).toBe(errorSentences["auth.credentials_wrong"]);
  expect(signInRefusal("Configuration")).toBe(errorSentences.internal);
  expect(signInRefusal(undefined)).toBe(errorSentences.internal);
});
