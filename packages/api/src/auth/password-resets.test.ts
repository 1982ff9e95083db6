import { HOUR_MS, limits, newUuidV7 } from "@cloudpix/domain";
import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { codeOf } from "../../test/world.ts";
import { deriveKey } from "../derive-key.ts";
import { createPasswordResets } from "./password-resets.ts";
import { createSessionTokens } from "./session-tokens.ts";

const secret = "a secret of at least forty-three characters";
const issuer = "https://pix.example.com";
const now = new Date("2026-03-01T12:00:00.000Z");
const ada = { userId: newUuidV7(now), passwordHash: "$2b$10$one" };
const resets = createPasswordResets({ secret, issuer });
const later = (ms: number) => new Date(now.getTime() + ms);

test("a permission names its user and fits the password it was made for", async () => {
  const claims = await resets.read(await resets.issue(ada, now), now);
  expect(claims.userId).toBe(ada.userId);
  expect(resets.fits(claims, ada)).toBe(true);
  expect(resets.fits(claims, { ...ada, passwordHash: "$2b$10$two" })).toBe(false);
  expect(resets.fits(claims, { ...ada, userId: newUuidV7(now) })).toBe(false);
});

test("it ends after 24 hours", async () => {
  const token = await resets.issue(ada, now);
  const lifeMs = limits.passwordResetHours * HOUR_MS;
  await expect(resets.read(token, later(lifeMs - 1_000))).resolves.toBeDefined();
  expect(await codeOf(resets.read(token, later(lifeMs)))).toBe("auth.reset_invalid");
});

test("it does not hold the password's hash, nor what could be compared with one", async () => {
  const token = await resets.issue(ada, now);
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "fingerprint", "iss", "sub"]);
  const elsewhere = await createPasswordResets({ secret: `${secret}!`, issuer }).issue(ada, now);
  expect(JSON.parse(Buffer.from(elsewhere.split(".")[1] ?? "", "base64url").toString()).fingerprint).not.toBe(
    claims.fingerprint,
  );
});

test("tokens of another secret, another installation, another purpose, without signature or without end are refused", async () => {
  const claims = await resets.read(await resets.issue(ada, now), now);
  const unsigned = new UnsecuredJWT({ fingerprint: claims.fingerprint })
    .setIssuer(issuer)
    .setAudience("cloudpix-password-reset")
    .setSubject(ada.userId)
    .setExpirationTime("1h");
  const endless = new SignJWT({ fingerprint: claims.fingerprint })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setAudience("cloudpix-password-reset")
    .setSubject(ada.userId);
  const others = [
    createPasswordResets({ secret: `${secret}!`, issuer }).issue(ada, now),
    createPasswordResets({ secret, issuer: "https://other.example.com" }).issue(ada, now),
    createSessionTokens({ secret, issuer, lifetimeSeconds: 60 }).issue({ ...ada, tokenVersion: 0 }, now),
    Promise.resolve(unsigned.encode()),
    endless.sign(deriveKey(secret, "password-reset")),
    Promise.resolve("not.a.token"),
    Promise.resolve(""),
  ];
  for (const token of await Promise.all(others)) {
    expect(await codeOf(resets.read(token, now))).toBe("auth.reset_invalid");
  }
});
