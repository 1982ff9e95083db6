import { type CloudPixErrorCode, isCloudPixError } from "./cloudpix-error.ts";

/** The code a call failed with, such as `share.expired`; undefined for what is no failure of this client. */
export const errorCodeOf = (error: unknown): CloudPixErrorCode | undefined =>
  isCloudPixError(error) ? error.code : undefined;
