import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { codeOf } from "../../test/world.ts";
import { deriveKey } from "../derive-key.ts";
import { createVisits } from "../shares/visits.ts";
import { createSessionTokens } from "./session-tokens.ts";

const secret = "a secret of at least forty-three characters";
const issuer = "https://pix.example.com";
const now = new Date("2026-03-01T12:00:00.000Z");
const user = { userId: "019cb000-0000-7000-8000-000000000001", tokenVersion: 3 };
const tokens = createSessionTokens({ secret, issuer, lifetimeSeconds: 60 });

test("a token names its user and the version it was made under", async () => {
  expect(await tokens.read(await tokens.issue(user, now), now)).toEqual(user);
});

test("tokens of another secret, another installation, another purpose, without signature or without end are refused", async () => {
  const others = [
    createSessionTokens({ secret: `${secret}!`, issuer, lifetimeSeconds: 60 }).issue(user, now),
    createSessionTokens({ secret, issuer: "https://other.example.com", lifetimeSeconds: 60 }).issue(
      user,
      now,
    ),
    createVisits({ secret, issuer }).issue({ linkId: "0123456789abcdefghijkl", passwordHash: null }, now),
    Promise.resolve(
      new UnsecuredJWT({ tokenVersion: 3 })
        .setIssuer(issuer)
        .setAudience("cloudpix-api")
        .setSubject(user.userId)
        .setJti("x")
        .setExpirationTime("1h")
        .encode(),
    ),
    new SignJWT({ tokenVersion: 3 })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(issuer)
      .setAudience("cloudpix-api")
      .setSubject(user.userId)
      .setJti("x")
      .sign(deriveKey(secret, "session-token")),
    Promise.resolve("not.a.token"),
    Promise.resolve(""),
  ];
  for (const token of await Promise.all(others)) {
    expect(await codeOf(tokens.read(token, now))).toBe("auth.token_invalid");
  }
});
