import { readUser, toUserView } from "@cloudpix/api";
import { isAppError, type UserView } from "@cloudpix/domain";
import { headers } from "next/headers";
import { running } from "./running.ts";
import { readSessionCookie } from "./session.ts";

/** The signed-in user of the page being rendered, read anew on every request; null for strangers and ended sessions. */
export const currentUser = async (): Promise<UserView | null> => {
  const claims = await readSessionCookie((await headers()).get("cookie"));
  if (claims === null) return null;
  try {
    return toUserView(await readUser(running().services, claims));
  } catch (error) {
    if (isAppError(error) && error.code === "auth.token_invalid") return null;
    throw error;
  }
};
