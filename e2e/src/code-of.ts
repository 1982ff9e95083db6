import { isCloudPixError } from "@cloudpix/client";

/** For `.catch()`: the code a call was refused with, such as `share.expired`; else the failure itself, to be seen. */
export const codeOf = (error: unknown): unknown => (isCloudPixError(error) ? error.code : error);
