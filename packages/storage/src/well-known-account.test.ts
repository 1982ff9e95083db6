import { expect, test } from "vitest";
import { isWellKnownAccount } from "./well-known-account.ts";

const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

test.each([
  ["the emulator by its short name", "UseDevelopmentStorage=true", true],
  ["the emulator's account under another key", "AccountName=devstoreaccount1;AccountKey=a2V5;", true],
  ["another account under the emulator's key", `AccountName=cloudpix;AccountKey=${key};`, true],
  ["an account of its own", "AccountName=cloudpix;AccountKey=a2V5;", false],
])("%s is well known or not", (_, connectionString, isKnown) => {
  expect(isWellKnownAccount(connectionString)).toBe(isKnown);
});
