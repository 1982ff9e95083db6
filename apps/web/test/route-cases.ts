import { jpegBytes } from "@cloudpix/api/testing";
import type { Actor } from "./actors.ts";
import { type Belongings, everythingOfALink } from "./belongings.ts";
import type { Audience } from "./expected-statuses.ts";

/** One operation of the REST interface: whom it is for, and a request that its owner succeeds with. */
export type RouteCase = {
  audience: Audience;
  /** 200 unless given. */
  ok?: number;
  request: (
    belongings: Belongings,
    actor: Pick<Actor, "linkId">,
  ) => { path: string; json?: Record<string, unknown>; form?: FormData };
  /** What may be left out, such that the owner succeeds with all of it. */
  more?: (belongings: Belongings) => Promise<{ query?: Record<string, string>; json?: object }>;
  /** Asking changes something although the method is GET. */
  counts?: true;
  /** Whoever knows what is asked here speaks as the owner and is told what the owner is. */
  asOwner?: true;
};

const form = () => {
  const data = new FormData();
  data.set("file", new File([new Uint8Array(jpegBytes())], "beach.jpg"));
  return data;
};
const file = (rest: string) => (belongings: Belongings) => ({
  path: `/files/${belongings.file.fileId}${rest}`,
});
const plain = (path: string) => () => ({ path });
let registered = 0;

/**
 * Every line of the route table, by method and path; one that does two things has two, told apart by the query. The test
 * of the matrix fails when one is missing.
 */
export const routeCases: Record<string, RouteCase> = {
  "POST /auth/register": {
    audience: "everybody",
    ok: 201,
    request: () => {
      registered += 1;
      const json = { email: `rest-${registered}@example.com`, password: "correct horse" };
      return { path: "/auth/register", json };
    },
    more: async () => ({ json: { name: "Grace" } }),
  },
  "POST /auth/login": {
    audience: "everybody",
    request: ({ owner, password }) => ({ path: "/auth/login", json: { email: owner.user.email, password } }),
    asOwner: true,
  },
  "GET /auth/profile": { audience: "every user", request: plain("/auth/profile") },
  "POST /files/upload": {
    audience: "every user",
    ok: 201,
    request: () => ({ path: "/files/upload", form: form() }),
  },
  "GET /files": {
    audience: "every user",
    request: plain("/files"),
    more: async ({ owner }) => {
      const { nextCursor } = await owner.files.list({ limit: 1, sort: "name" });
      return { query: { limit: "5", cursor: nextCursor ?? "", kind: "image", q: "beach", sort: "name" } };
    },
  },
  "GET /files/:fileId": { audience: "owner", request: file("") },
  "PUT /files/:fileId": {
    audience: "owner",
    request: (belongings) => ({ ...file("")(belongings), json: { fileName: "renamed.jpg" } }),
  },
  "DELETE /files/:fileId": { audience: "owner", request: file("") },
  "DELETE /files/:fileId?permanent=true": { audience: "owner", request: file("?permanent=true") },
  "POST /files/:fileId/share": {
    audience: "owner",
    ok: 201,
    request: file("/share"),
    more: async () => ({ json: { ...everythingOfALink, requestId: crypto.randomUUID() } }),
  },
  "GET /files/:fileId/share-links": { audience: "owner", request: file("/share-links") },
  "GET /share/user": {
    audience: "every user",
    request: plain("/share/user"),
    more: async ({ owner }) => {
      const { nextCursor } = await owner.shares.listMine({ limit: 1 });
      return { query: { limit: "5", cursor: nextCursor ?? "" } };
    },
  },
  "GET /share/:linkId": {
    audience: "holder",
    counts: true,
    request: (_, { linkId }) => ({ path: `/share/${linkId}` }),
  },
  "POST /share/:linkId/unlock": {
    audience: "unlocker",
    request: ({ linkPassword }, { linkId }) => ({
      path: `/share/${linkId}/unlock`,
      json: { password: linkPassword },
    }),
  },
  "POST /share/:linkId/revoke": {
    audience: "owner",
    request: ({ links }) => ({ path: `/share/${links.link.linkId}/revoke` }),
  },
  "GET ": { audience: "everybody", request: plain("") },
  "GET /openapi.json": { audience: "everybody", request: plain("/openapi.json") },
  "GET /health": { audience: "everybody", request: plain("/health") },
  "GET /health/ready": { audience: "everybody", request: plain("/health/ready") },
  "GET /metrics": { audience: "everybody", request: plain("/metrics") },
};
