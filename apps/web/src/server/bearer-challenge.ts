import { errorTable } from "@cloudpix/api";
import type { ErrorCode } from "@cloudpix/domain";

const faults: Partial<Record<ErrorCode, string>> = {
  "auth.token_invalid": "invalid_token",
  "auth.token_expired": "invalid_token",
  "auth.scope_missing": "insufficient_scope",
};

/**
 * The header that says how to ask again: on every 401, as RFC 9110 §11.6.1 demands, and on a 403 for want of a scope. Codes
 * of RFC 6750 §3.1 where a token was shown. Browsers open no dialog for it.
 */
export const bearerChallenge = (code: ErrorCode): { "www-authenticate"?: string } => {
  const fault = faults[code];
  if (fault !== undefined) return { "www-authenticate": `Bearer realm="CloudPix", error="${fault}"` };
  return errorTable[code].httpStatus === 401 ? { "www-authenticate": `Bearer realm="CloudPix"` } : {};
};
