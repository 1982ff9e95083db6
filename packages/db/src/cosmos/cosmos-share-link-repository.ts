import type { Container, PatchOperation } from "@azure/cosmos";
import {
  type Instant,
  type LinkId,
  ShareLinkRecord,
  shareLinkTtl,
  ttlWithGrace,
  type UserId,
  unavailable,
} from "@cloudpix/domain";
import { isSameShareLink } from "../repositories/is-same-share-link.ts";
import type { ShareLinkChanges, ShareLinkRepository } from "../repositories/share-link-repository.ts";
import { inParts } from "./in-parts.ts";
import { createItemStore, type ItemStore } from "./item-store.ts";
import type { Call } from "./retry.ts";
import { createShareLinkQueries } from "./share-link-queries.ts";
import { patchCondition, sqlLiteral } from "./sql-literal.ts";

const keyOf = (linkId: LinkId) => ({ id: linkId, partitionKey: linkId });
const set = (path: string, value: string | number | boolean | null): PatchOperation => ({
  op: "set",
  path,
  value,
});

const isStill = (field: "expiryDate" | "passwordHash", value: string | null) =>
  value === null ? `IS_NULL(c.${field})` : `c.${field} = ${sqlLiteral(value)}`;

const ROUNDS = 5;

/** The link after it for the one caller whose patch it was, else null. */
const revokeOnce = async (
  store: ItemStore<typeof ShareLinkRecord>,
  userId: UserId,
  link: ShareLinkRecord,
  now: Instant,
): Promise<ShareLinkRecord | null> => {
  const patched = await store.patch(keyOf(link.linkId), {
    operations: [
      set("/isRevoked", true),
      set("/revokedDate", now),
      set("/ttl", shareLinkTtl({ ...link, isRevoked: true, revokedDate: now }, now)),
    ],
    condition: patchCondition("c.isRevoked = false", `c.userId = ${sqlLiteral(userId)}`),
  });
  return patched.status === "done" ? patched.record : null;
};

/**
 * Share links in the container `shareLinks`, each in its own logical partition; lists by file are the named
 * cross-partition exception. An access whose answer stays lost is never counted again: it throws
 * `dependency.unavailable`, so that a limit is never exceeded, though a visit may be spent without being seen.
 */
export const createCosmosShareLinkRepository = (container: Container, call: Call): ShareLinkRepository => {
  const store = createItemStore(container, call, ShareLinkRecord);
  const queries = createShareLinkQueries(container, call);
  const get = async (linkId: LinkId) => (await store.read(keyOf(linkId)))?.record ?? null;

  const change = (link: ShareLinkRecord, changes: ShareLinkChanges, now: Instant) =>
    store.patch(keyOf(link.linkId), {
      operations: [
        ...(changes.name === undefined ? [] : [set("/name", changes.name)]),
        ...(changes.expiryDate === undefined ? [] : [set("/expiryDate", changes.expiryDate)]),
        ...(changes.passwordHash === undefined ? [] : [set("/passwordHash", changes.passwordHash)]),
        ...(changes.maxAccessCount === undefined ? [] : [set("/maxAccessCount", changes.maxAccessCount)]),
        set("/ttl", shareLinkTtl({ ...link, ...changes }, now)),
      ],
      condition: patchCondition("c.isRevoked = false", isStill("expiryDate", link.expiryDate)),
    });

  const revokeAll = async (links: ShareLinkRecord[], now: Instant) => {
    const revoked = await inParts(links, (link) => revokeOnce(store, link.userId, link, now));
    return revoked.filter((link) => link !== null).length;
  };

  const removeAll = async (links: { linkId: LinkId }[]) => {
    const outcomes = await inParts(links, ({ linkId }) => store.remove(keyOf(linkId)));
    return outcomes.filter((outcome) => outcome !== "missing").length;
  };

  return {
    get,
    listByFile: queries.listByFile,
    listByUser: queries.listByUser,
    countLive: queries.countLive,

    create: async (link) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const created = await store.create(keyOf(link.linkId), link, shareLinkTtl(link, link.createdDate));
        if (created === "created") return "created";
        const found = await get(link.linkId);
        if (found) return isSameShareLink(found, link) ? "exists" : "conflict";
      }
      throw unavailable("The link came and went in every round.");
    },

    // The ttl of the same patch is told from the end as it was read: that is why the condition names it.
    countAccess: async ({ linkId, expiryDate, passwordHash }, now) => {
      if (expiryDate !== null && expiryDate <= now) return null;
      const counted = await store.patch(keyOf(linkId), {
        operations: [
          { op: "incr", path: "/accessCount", value: 1 },
          set("/lastAccessDate", now),
          set("/ttl", ttlWithGrace(expiryDate, now)),
        ],
        condition: patchCondition(
          "c.isRevoked = false",
          isStill("expiryDate", expiryDate),
          isStill("passwordHash", passwordHash),
          "(IS_NULL(c.maxAccessCount) OR c.accessCount < c.maxAccessCount)",
        ),
        repetition: "once",
      });
      return counted.status === "done" ? counted.record : null;
    },

    update: async (userId, linkId, changes, now) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const link = await get(linkId);
        if (link?.userId !== userId || link.isRevoked) return null;
        const changed = await change(link, changes, now);
        if (changed.status === "done") return changed.record;
      }
      throw unavailable("The link changed in every round.");
    },

    revoke: async (userId, linkId, now) => {
      const link = await get(linkId);
      if (link?.userId !== userId) return null;
      if (link.isRevoked) return { link, changed: false };
      const revoked = await revokeOnce(store, userId, link, now);
      const after = revoked ?? (await get(linkId));
      return after && { link: after, changed: revoked !== null };
    },

    revokeByFile: async (userId, fileId, now) => revokeAll(await queries.unrevoked(userId, fileId), now),
    revokeByUser: async (userId, now) => revokeAll(await queries.unrevokedOfUser(userId), now),
    removeByFile: async (userId, fileId) => removeAll(await queries.versionsByFile(userId, fileId)),
    removeByUser: async (userId) => removeAll(await queries.versionsByUser(userId)),

    // Only in the version that was found due: a link that changes in this moment is left for the next sweep.
    removeDue: async (before, limit) => {
      const due = await queries.versionsDue(before, limit);
      const outcomes = await inParts(due, ({ linkId, etag }) => store.remove(keyOf(linkId), etag));
      return outcomes.filter((outcome) => outcome === "removed" || outcome === "unclear").length;
    },
  };
};
