import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { headersOf } from "../../test/actors.ts";
import { type HostileWorld, openHostileWorld } from "../../test/hostile-world.ts";
import { rawBodies } from "../../test/raw-bodies.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { handleTrpc } from "./trpc-handler.ts";

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

test.each(Object.entries(rawBodies))("a body of %s is refused everywhere", async (_, body) => {
  const { file, links } = hostile.belongings();
  const targets: [string, string, (request: Request) => Promise<Response>][] = [
    ["POST", "/api/trpc/files.createUpload", handleTrpc],
    ["POST", "/api/trpc/auth.register", handleTrpc],
    ["POST", "/api/auth/register", handleRest],
    ["POST", "/api/auth/login", handleRest],
    ["PUT", `/api/files/${file.fileId}`, handleRest],
    ["POST", `/api/files/${file.fileId}/share`, handleRest],
    ["POST", `/api/share/${links.locked.linkId}/unlock`, handleRest],
  ];
  const headers = headersOf(hostile.owner(), { "content-type": "application/json" });
  for (const [method, path, handle] of targets) {
    const answer = await hostile.check(
      () => handle(new Request(`http://localhost:3000${path}`, { method, headers, body })),
      { changes: () => false },
    );
    expect([400, 413], `${method} ${path}`).toContain(answer.status);
  }
});
