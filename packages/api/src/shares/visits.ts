import { createHmac, createSecretKey } from "node:crypto";
import { AppError, limits, type ShareLinkRecord } from "@cloudpix/domain";
import { jwtVerify, SignJWT } from "jose";
import { deriveKey } from "../derive-key.ts";
import { signingKey } from "../signing-key.ts";

/** What a visit is bound to: the link, and the password it had then. */
export type Visited = Pick<ShareLinkRecord, "linkId" | "passwordHash">;

/**
 * A visit: what one counted access buys. For 30 minutes its token opens the page, the renditions and the original of
 * one link without counting again, also after the last permitted access is spent. Revoke, expiry and deletion end it,
 * because the link is read on every request; so does a password that was set, changed or taken away meanwhile.
 */
export type Visits = {
  issue(link: Visited, now: Date): Promise<string>;
  /** `link` as it is now. @throws AppError `share.visit_required` unless the token is a running visit of exactly this link */
  check(link: Visited, token: string | undefined, now: Date): Promise<void>;
};

const audience = "cloudpix-visit";
const lockClaim = "lock";

export const createVisits = ({ secret, issuer }: { secret: string; issuer: string }): Visits => {
  const key = signingKey(secret, "visit");
  const lockKey = createSecretKey(deriveKey(secret, "visit-lock"));
  /** Tells one password of a link from another and gives nothing of its hash away. A link without one has a value too. */
  const lockOf = ({ passwordHash }: Visited) =>
    createHmac("sha256", lockKey)
      .update(passwordHash ?? "")
      .digest("base64url")
      .slice(0, 22);
  return {
    issue: async (link, now) =>
      new SignJWT({ [lockClaim]: lockOf(link) })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(link.linkId)
        .setExpirationTime(Math.floor(now.getTime() / 1000) + limits.visitMinutes * 60)
        .sign(await key),
    check: async (link, token, now) => {
      if (token === undefined) throw new AppError("share.visit_required");
      const { payload } = await jwtVerify(token, await key, {
        algorithms: ["HS256"],
        issuer,
        audience,
        subject: link.linkId,
        currentDate: now,
        requiredClaims: ["exp"],
      }).catch((cause: unknown) => {
        throw new AppError("share.visit_required", { cause });
      });
      if (payload[lockClaim] !== lockOf(link)) throw new AppError("share.visit_required");
    },
  };
};
