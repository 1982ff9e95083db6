import { AppError, type LinkId, limits } from "@cloudpix/domain";
import { jwtVerify, SignJWT } from "jose";
import { deriveKey } from "../derive-key.ts";

/**
 * A visit: what one counted access buys. For 30 minutes its token opens the page, the renditions and the original of
 * one link without counting again, also after the last permitted access is spent. Revoke, expiry and deletion end it,
 * because the link is read on every request.
 */
export type Visits = {
  issue(linkId: LinkId, now: Date): Promise<string>;
  /** @throws AppError `share.visit_required` unless the token is a running visit of exactly this link */
  check(linkId: LinkId, token: string | undefined, now: Date): Promise<void>;
};

const audience = "cloudpix-visit";

export const createVisits = ({ secret, issuer }: { secret: string; issuer: string }): Visits => {
  const key = deriveKey(secret, "visit");
  return {
    issue: (linkId, now) =>
      new SignJWT()
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(linkId)
        .setExpirationTime(Math.floor(now.getTime() / 1000) + limits.visitMinutes * 60)
        .sign(key),
    check: async (linkId, token, now) => {
      if (token === undefined) throw new AppError("share.visit_required");
      try {
        await jwtVerify(token, key, {
          algorithms: ["HS256"],
          issuer,
          audience,
          subject: linkId,
          currentDate: now,
          requiredClaims: ["exp"],
        });
      } catch (cause) {
        throw new AppError("share.visit_required", { cause });
      }
    },
  };
};
