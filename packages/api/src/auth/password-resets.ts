import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError, HOUR_MS, limits, UserId, type UserRecord } from "@cloudpix/domain";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { deriveKey } from "../derive-key.ts";
import { signingKey } from "../signing-key.ts";

type Resettable = Pick<UserRecord, "userId" | "passwordHash">;

const ResetClaims = z.object({ userId: UserId, fingerprint: z.string() });
type ResetClaims = z.infer<typeof ResetClaims>;

/**
 * Permissions to set a new password, made by an operator for somebody who forgot theirs. One works for 24 hours and
 * once: it carries a fingerprint of the password hash of the moment it was made in, so that any other password ends it.
 * Nothing is remembered.
 */
export type PasswordResets = {
  issue(user: Resettable, now: Date): Promise<string>;
  /** Whose password may be set; whether it still may be says `fits`. @throws AppError `auth.reset_invalid` */
  read(token: string, now: Date): Promise<ResetClaims>;
  /** True while the user's password hash is the one that the permission was made for. */
  fits(claims: ResetClaims, user: Resettable): boolean;
};

const audience = "cloudpix-password-reset";

/** `secret` and `issuer` (the public origin) are the installation's: an operator's tool makes what the web app reads. */
export const createPasswordResets = (options: { secret: string; issuer: string }): PasswordResets => {
  const key = signingKey(options.secret, "password-reset");
  // Keyed, because whoever holds the token can read its claims.
  const fingerprintKey = deriveKey(options.secret, "password-reset-fingerprint");
  const fingerprintOf = ({ userId, passwordHash }: Resettable) =>
    createHmac("sha256", fingerprintKey).update(`${userId}\n${passwordHash}`).digest("base64url");

  return {
    issue: async (user, now) =>
      new SignJWT({ fingerprint: fingerprintOf(user) })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(options.issuer)
        .setAudience(audience)
        .setSubject(user.userId)
        .setExpirationTime(Math.floor((now.getTime() + limits.passwordResetHours * HOUR_MS) / 1000))
        .sign(await key),
    read: async (token, now) => {
      try {
        const { payload } = await jwtVerify(token, await key, {
          algorithms: ["HS256"],
          issuer: options.issuer,
          audience,
          currentDate: now,
          requiredClaims: ["exp", "sub"],
        });
        return ResetClaims.parse({ userId: payload.sub, fingerprint: payload.fingerprint });
      } catch (cause) {
        throw new AppError("auth.reset_invalid", { cause });
      }
    },
    fits: (claims, user) => {
      const [given, current] = [Buffer.from(claims.fingerprint), Buffer.from(fingerprintOf(user))];
      return (
        claims.userId === user.userId && given.length === current.length && timingSafeEqual(given, current)
      );
    },
  };
};
