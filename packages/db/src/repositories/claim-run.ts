import { addMs, Instant, longestClaimMs, type RunClaim, type RunRecord, toInstant } from "@cloudpix/domain";
import { z } from "zod";

const Held = z.object({ holder: z.string(), until: Instant });

/** The last moment at which a claim can end that was made by a clock that is right. */
export const latestEnd = ({ at }: RunClaim): Instant => toInstant(addMs(new Date(at), longestClaimMs));

/** How a claim is remembered. */
export const claimRun = ({ id, at, holder, until }: RunClaim): RunRecord => ({
  id,
  at,
  details: { holder, until },
});

/** Whether what is remembered leaves room for this claim. The SQL of the other driver says the same. */
export const makesRoomFor = (claim: RunClaim, { details }: RunRecord): boolean => {
  const held = Held.safeParse(details).data;
  if (held === undefined || held.holder === claim.holder) return true;
  return held.until <= claim.at || held.until > latestEnd(claim);
};
