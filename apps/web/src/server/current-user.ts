import { errorTable, toAppError, toUserView } from "@cloudpix/api";
import { isAppError, type UserView } from "@cloudpix/domain";
import { headers } from "next/headers";
import { setPageStatus } from "./page-status.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { sessionUser } from "./session-user.ts";

/**
 * The signed-in user of the page being rendered, read anew on every request; null for strangers and ended sessions.
 * What fails is thrown on, and the answer says by its status and `Retry-After` what kind of failure it is.
 */
export const currentUser = async (): Promise<UserView | null> => {
  const session = await readSessionCookie((await headers()).get("cookie"));
  if (session === null) return null;
  try {
    return toUserView(await sessionUser(session));
  } catch (error) {
    if (isAppError(error) && error.code === "auth.token_invalid") return null;
    const { code, retryAfterSeconds } = toAppError(error);
    setPageStatus(errorTable[code].httpStatus, retryAfterSeconds);
    throw error;
  }
};
