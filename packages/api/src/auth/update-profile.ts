import { AppError, type UpdateProfileInput, type UserRecord, type UserView } from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toUserView } from "./user-view.ts";

/** Changes what a user may change of themself: the name others see and the defaults of new links. Repeatable. */
export const updateProfile = async (
  { db }: Services,
  user: UserRecord,
  { name, linkDefaults }: UpdateProfileInput,
): Promise<UserView> => {
  const changed = await db.users.update(user.userId, {
    ...(name === undefined ? {} : { name }),
    ...(linkDefaults === undefined ? {} : { linkDefaults }),
  });
  // Deleted while we were at it.
  if (changed === null) throw new AppError("auth.token_invalid");
  return toUserView(changed);
};
