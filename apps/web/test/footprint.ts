import type { Services } from "@cloudpix/api";
import { FileStatus, type UserRecord } from "@cloudpix/domain";

const farFuture = new Date(8.64e15);
const containers = ["cloudpix-files", "cloudpix-thumbnails", "cloudpix-incoming"] as const;
const limit = 1_000;

const belongingsOf = async ({ db }: Services, user: UserRecord) => {
  const { userId } = user;
  const [{ files }, { shareLinks }, tokens] = await Promise.all([
    db.files.list(userId, { statuses: FileStatus.options, sort: "newest", limit }),
    db.shareLinks.listByUser(userId, { limit }),
    db.accessTokens.list(userId),
  ]);
  return {
    // Space that was taken and given back leaves a mark for the worker, who counts it and takes the mark away.
    user: { ...user, spaceChangedAt: null },
    files,
    shareLinks,
    // When a token was last used is remembered for refused requests too.
    tokens: tokens.map(({ lastUsedAt: _, ...token }) => token),
  };
};

/**
 * Everything that is remembered, of all users, and what lies in storage and queue: what a refused request, and one that
 * only looks, must leave as it was.
 */
export const footprintOf = async (services: Services, reservations: () => Promise<number>) => {
  const { db, blobs, queue } = services;
  const users = await db.users.list({ limit });
  return {
    users: await Promise.all(users.map((user) => belongingsOf(services, user))),
    reservations: await reservations(),
    blobs: await Promise.all(
      containers.map((container) => blobs.list(container, { before: farFuture, limit: 10_000 })),
    ),
    messages: await queue.depth(),
    poisoned: await queue.poisonDepth(),
  };
};

export type Footprint = Awaited<ReturnType<typeof footprintOf>>;
