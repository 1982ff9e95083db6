import type { Services } from "@cloudpix/api";
import type { UserId } from "@cloudpix/domain";

const farFuture = new Date(8.64e15);
const everything = ["uploading", "receiving", "verifying", "active", "trashed", "purging"] as const;
const containers = ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const;

// Space that was taken and given back leaves a mark for the worker, who counts it and takes the mark away.
const userOf = async (db: Services["db"], userId: UserId) => {
  const user = await db.users.get(userId);
  return user && { ...user, spaceChangedAt: null };
};

/** Everything that is remembered for a user, and the name of every blob: what a refused request must leave as it was. */
export const footprintOf = async ({ db, blobs }: Services, userId: UserId) => ({
  user: await userOf(db, userId),
  files: (await db.files.list(userId, { statuses: everything, sort: "newest", limit: 1_000 })).files,
  links: (await db.shareLinks.listByUser(userId, { limit: 1_000 })).shareLinks,
  // When a token was last used is remembered for refused requests too.
  tokens: (await db.accessTokens.list(userId)).map(({ lastUsedAt: _, ...token }) => token),
  blobs: await Promise.all(
    containers.map((container) => blobs.list(container, { before: farFuture, limit: 10_000 })),
  ),
});
