import {
  CreateShareInput,
  Cursor,
  FileInput,
  limits,
  MyShareLinksView,
  OpenedShareView,
  PageSize,
  ShareLinkInput,
  ShareLinksView,
  ShareLinkView,
  UnlockShareInput,
} from "@cloudpix/domain";
import { z } from "zod";
import { wholeNumber } from "./query-values.ts";
import { RestMessage } from "./rest-views.ts";
import { none, type Route, route } from "./route.ts";

const { fileId: _inPath, ...linkShape } = CreateShareInput.shape;
/** The procedure judges the whole once more: of the two ways to say when a link ends one may be used. */
const NewLink = z.strictObject(linkShape);

const LinksQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: wholeNumber.pipe(PageSize).optional(),
});

const closedLink = ["share.not_found", "share.expired", "share.revoked", "share.used_up"] as const;

export const shareRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/files/:fileId/share",
    name: "createShareLink",
    tag: "Share links",
    summary: "Make a share link",
    details:
      "An empty body will do: the link then lives as long as its owner's links do. One that never ends takes `expiresAt: null`.",
    needs: "shares:write",
    params: FileInput,
    query: none,
    body: NewLink,
    status: 201,
    answer: ShareLinkView,
    refusals: ["file.not_found", "file.not_ready", "request.conflict"],
    run: ({ procedures, params, body }) => procedures.shares.create({ ...body, ...params }),
  }),
  route({
    method: "GET",
    path: "/files/:fileId/share-links",
    name: "listShareLinksOfFile",
    tag: "Share links",
    summary: "List the share links of a file",
    details: "Those that were not revoked, expired ones among them: the newest 1,000.",
    needs: "shares:read",
    params: FileInput,
    query: none,
    body: none,
    status: 200,
    answer: ShareLinksView,
    refusals: ["file.not_found"],
    run: ({ procedures, params }) => procedures.shares.listByFile(params),
  }),
  route({
    method: "GET",
    path: "/share/user",
    name: "listMyShareLinks",
    tag: "Share links",
    summary: "List all my share links",
    details:
      "With their files, and with those that were revoked: the newest 100 unless `limit` says fewer. `nextCursor` is the `cursor` of the next page, null on the last.",
    needs: "shares:read",
    params: none,
    query: LinksQuery,
    body: none,
    status: 200,
    answer: MyShareLinksView,
    refusals: [],
    run: ({ procedures, query }) => procedures.shares.listMine({ limit: limits.pageSize.max, ...query }),
  }),
  route({
    method: "POST",
    path: "/share/:linkId/revoke",
    name: "revokeShareLink",
    tag: "Share links",
    summary: "Revoke a share link",
    details: "It stops with the next request. May be repeated.",
    needs: "shares:write",
    params: ShareLinkInput,
    query: none,
    body: none,
    status: 200,
    answer: RestMessage,
    refusals: ["share.not_found"],
    run: async ({ procedures, params }) => {
      await procedures.shares.revoke(params);
      return { message: "The link was switched off." };
    },
  }),
  route({
    method: "GET",
    path: "/share/:linkId",
    name: "openShareLink",
    tag: "Visitors",
    summary: "Open a share link",
    details:
      "Counts one access. Its `downloadUrl` works for 30 minutes without counting again. Whoever only looks is answered 204 with nothing, and not counted: HEAD, a browser's prefetch, and the fetchers of chats, by their `User-Agent`.",
    needs: "nothing",
    counts: true,
    params: ShareLinkInput,
    query: none,
    body: none,
    status: 200,
    answer: OpenedShareView,
    refusals: [...closedLink, "share.password_required", "rate.limited"],
    run: ({ procedures, params }) => procedures.shares.open(params),
  }),
  route({
    method: "POST",
    path: "/share/:linkId/unlock",
    name: "unlockShareLink",
    tag: "Visitors",
    summary: "Open a share link with its password",
    details: "Counts one access, as opening one without a password does.",
    needs: "nothing",
    params: ShareLinkInput,
    query: none,
    body: UnlockShareInput.omit({ linkId: true }),
    status: 200,
    answer: OpenedShareView,
    refusals: [...closedLink, "share.password_wrong", "rate.limited"],
    run: ({ procedures, params, body }) => procedures.shares.unlock({ ...body, ...params }),
  }),
];
