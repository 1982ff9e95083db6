import { expect, test } from "vitest";
import { bearerChallenge } from "./bearer-challenge.ts";

test.each([
  ["auth.required", 'Bearer realm="CloudPix"'],
  ["auth.credentials_wrong", 'Bearer realm="CloudPix"'],
  ["auth.token_invalid", 'Bearer realm="CloudPix", error="invalid_token"'],
  ["auth.token_expired", 'Bearer realm="CloudPix", error="invalid_token"'],
  ["auth.scope_missing", 'Bearer realm="CloudPix", error="insufficient_scope"'],
  ["auth.origin_refused", undefined],
  ["file.not_found", undefined],
] as const)("%s is answered with the challenge %s", (code, challenge) => {
  expect(bearerChallenge(code)["www-authenticate"]).toBe(challenge);
});
