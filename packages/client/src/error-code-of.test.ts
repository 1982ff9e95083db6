import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { errorCodeOf } from "./error-code-of.ts";

const refusal = (data: unknown) =>
  TRPCClientError.from({ error: { code: -32_600, message: "told", data } } as Parameters<
    typeof TRPCClientError.from
  >[0]);

test("a refusal of CloudPix has its code", () => {
  expect(errorCodeOf(refusal({ appCode: "share.expired" }))).toBe("share.expired");
});

test.each([
  ["an unknown code", refusal({ appCode: "toString" })],
  ["no data", refusal(undefined)],
  ["a failed connection", new TypeError("fetch failed")],
  ["nothing", undefined],
])("%s has none", (_, error) => {
  expect(errorCodeOf(error)).toBeUndefined();
});
