import type { ErrorCode } from "@cloudpix/domain";

/** Why a visitor does not see the shared file. */
export type GateReason = "expired" | "revoked" | "used_up" | "not_found" | "rate_limited" | "unavailable";

const reasons: Partial<Record<ErrorCode, GateReason>> = {
  "share.expired": "expired",
  "share.revoked": "revoked",
  "share.used_up": "used_up",
  "share.not_found": "not_found",
  "file.not_found": "not_found",
  "input.invalid": "not_found",
  "rate.limited": "rate_limited",
  "dependency.unavailable": "unavailable",
};

/** The gate page that fits a failure; undefined for failures that are no gate (the error page is theirs). */
export const gateReasonOf = (code: ErrorCode): GateReason | undefined => reasons[code];
