import type { UserRecord, UserView } from "@cloudpix/domain";
import { toUserView } from "./user-view.ts";

/** Whose session or access token it is, as the request found them: what the caller may know of themself. */
export const readProfile = (user: UserRecord): UserView => toUserView(user);
