import type { UserRecord, UserView } from "@cloudpix/domain";

/** What a user sees of themself: no hash, no token version. */
export const toUserView = (user: UserRecord): UserView => ({
  userId: user.userId,
  email: user.email,
  name: user.name,
  usedBytes: user.usedBytes,
  quotaBytes: user.quotaBytes,
  linkDefaults: user.linkDefaults,
  createdAt: user.createdAt,
});
