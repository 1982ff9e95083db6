import { randomUUID } from "node:crypto";
import { AppError, UserId, type UserRecord } from "@cloudpix/domain";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { signingKey } from "../signing-key.ts";

/** Who a token speaks for, and under which `tokenVersion` it was made. */
export const SessionClaims = z.object({ userId: UserId, tokenVersion: z.int() });
export type SessionClaims = z.infer<typeof SessionClaims>;

/** Bearer tokens for programs: signed JWTs that end by time or when the user's `tokenVersion` rises. */
export type SessionTokens = {
  issue(user: Pick<UserRecord, "userId" | "tokenVersion">, now: Date): Promise<string>;
  /** @throws AppError `auth.token_invalid`, `auth.token_expired` */
  read(token: string, now: Date): Promise<SessionClaims>;
};

const audience = "cloudpix-api";

/** `issuer` is the public origin: a token of another installation is not accepted even under the same secret. */
export const createSessionTokens = (options: {
  secret: string;
  issuer: string;
  lifetimeSeconds: number;
}): SessionTokens => {
  const key = signingKey(options.secret, "session-token");
  return {
    issue: async ({ userId, tokenVersion }, now) => {
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new SignJWT({ tokenVersion })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(options.issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + options.lifetimeSeconds)
        .sign(await key);
    },
    read: async (token, now) => {
      try {
        const { payload } = await jwtVerify(token, await key, {
          algorithms: ["HS256"],
          issuer: options.issuer,
          audience,
          currentDate: now,
          requiredClaims: ["exp", "sub", "jti"],
        });
        return SessionClaims.parse({ userId: payload.sub, tokenVersion: payload.tokenVersion });
      } catch (cause) {
        throw new AppError(cause instanceof errors.JWTExpired ? "auth.token_expired" : "auth.token_invalid", {
          cause,
        });
      }
    },
  };
};
