import { jpegBytes } from "@cloudpix/api/testing";
import type { Actor, Audience } from "./actors.ts";
import type { Belongings } from "./belongings.ts";

/** One operation of the REST interface: whom it is for, and a request that its owner succeeds with. */
export type RouteCase = {
  audience: Audience;
  /** 200 unless given. */
  ok?: number;
  request: (
    belongings: Belongings,
    actor: Actor,
  ) => { path: string; json?: unknown; form?: FormData } | Promise<{ path: string; json?: unknown }>;
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

/** Every line of the route table, by method and path. The test of the matrix fails when one is missing. */
export const routeCases: Record<string, RouteCase> = {
  "POST /auth/register": {
    audience: "everybody",
    ok: 201,
    request: () => {
      registered += 1;
      const json = { email: `rest-${registered}@example.com`, password: "correct horse" };
      return { path: "/auth/register", json };
    },
  },
  "POST /auth/login": {
    audience: "everybody",
    request: ({ owner, password }) => ({ path: "/auth/login", json: { email: owner.user.email, password } }),
  },
  "GET /auth/profile": { audience: "every user", request: plain("/auth/profile") },
  "POST /files/upload": {
    audience: "every user",
    ok: 201,
    request: () => ({ path: "/files/upload", form: form() }),
  },
  "GET /files": { audience: "every user", request: plain("/files?limit=5") },
  "GET /files/:fileId": { audience: "owner", request: file("") },
  "PUT /files/:fileId": {
    audience: "owner",
    request: (belongings) => ({ ...file("")(belongings), json: { fileName: "renamed.jpg" } }),
  },
  "DELETE /files/:fileId": { audience: "owner", request: file("?permanent=true") },
  "POST /files/:fileId/share": { audience: "owner", ok: 201, request: file("/share") },
  "GET /files/:fileId/share-links": { audience: "owner", request: file("/share-links") },
  "GET /share/user": { audience: "every user", request: plain("/share/user") },
  "GET /share/:linkId": {
    audience: "holder",
    request: (_, { linkId }) => ({ path: `/share/${linkId}` }),
  },
  "POST /share/:linkId/unlock": {
    audience: "unlocker",
    request: (_, { linkId }) => ({ path: `/share/${linkId}/unlock`, json: { password: "a wrong guess" } }),
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
