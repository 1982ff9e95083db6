import { toUserView } from "@cloudpix/api";
import { isAppError, type UserView } from "@cloudpix/domain";
import { headers } from "next/headers";
import { readSessionCookie } from "./session-cookie.ts";
import { sessionUser } from "./session-user.ts";

/** The signed-in user of the page being rendered, read anew on every request; null for strangers and ended sessions. */
export const currentUser = async (): Promise<UserView | null> => {
  const session = await readSessionCookie((await headers()).get("cookie"));
  if (session === null) return null;
  try {
    return toUserView(await sessionUser(session));
  } catch (error) {
    if (isAppError(error) && error.code === "auth.token_invalid") return null;
    throw error;
  }
};
