import { expect, test } from "vitest";
import { pathOf } from "./request-target.ts";
import { routes } from "./rest/routes.ts";
import { routeTemplate } from "./route-template.ts";

const id = "AAAAAAAAAAAAAAAAAAAAAA";
const of = (target: string) => routeTemplate(pathOf(target));

test.each([
  ["/", "/"],
  ["/files", "/files"],
  [`/files/${id}?x=1`, "/files/:fileId"],
  [`/s/${id}?v=token`, "/s/:linkId"],
  [`/s/${id}/file?v=token`, "/s/:linkId/file"],
  [`/s/${id}/og.jpg`, "/s/:linkId/og.jpg"],
  [`/%73/${id}/enter`, "/s/:linkId/enter"],
  ["/api/trpc/files.list?input=secret", "/api/trpc/files.list"],
  ["/api/trpc/files.list,shares.listMine?batch=1", "/api/trpc/files.list,shares.listMine"],
  [`/api/trpc/files.list,${id}`, "/api/trpc/:procedure"],
  ["/api/auth/session", "/api/auth/session"],
  ["/api/auth/callback/credentials", "/api/auth/callback/credentials"],
  ["/api", "/api"],
  ["/health", "/health"],
  ["/api/docs", "/api/docs"],
  ["/_next/static/chunks/a.js", "/_next/static/:asset"],
])("%s is known by %s", (target, template) => {
  expect(of(target)).toBe(template);
});

test("every operation of the REST interface is known by its own template", () => {
  for (const { path } of routes) {
    const asked = `/api${path.replaceAll(/:[^/]+/g, id)}`;
    expect(of(asked)).toBe(`/api${path}`);
  }
});

test.each([
  `/s/${id}/${id}`,
  `/s/${id}/file/${id}`,
  `//s/${id}`,
  `/s%2F${id}`,
  `/_next/data/build/s/${id}.json`,
  `http://evil.example.com/s/${id}`,
  `/s/${id}%`,
  `/%73%2f${id}%zz`,
  `/S/${id}`,
  `/s//${id}`,
  `\\s\\${id}`,
  `/${id}`,
  `/files/${id}/${id}`,
  `/api/${id}`,
  `/api/share/${id}/unlock`,
  `/api/auth/${id}`,
  `/api/trpc/${id}`,
  `/health/${id}`,
  `/s/a%0a${id}`,
])("nothing of what a caller chose is told of %s", (target) => {
  expect(of(target)).not.toContain(id);
});
