import { type UserId, UserRecord } from "@cloudpix/domain";
import { StoredLinkDefaults } from "../repositories/stored-link-defaults.ts";

/** A user as it lies in `users`. Those that were written before accounts could be closed, or their space be marked, have no such fields. */
export const UserItem = UserRecord.extend({
  closedAt: UserRecord.shape.closedAt.default(null),
  spaceChangedAt: UserRecord.shape.spaceChangedAt.default(null),
  linkDefaults: StoredLinkDefaults,
});

/** The key of a user's item. */
export const keyOf = (userId: UserId) => ({ id: userId, partitionKey: userId });

/** Holds of an account that is not closed. */
export const OPEN = "NOT IS_STRING(c.closedAt)";
