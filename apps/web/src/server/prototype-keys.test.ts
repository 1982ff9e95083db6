import { openWorld, type World } from "@cloudpix/api/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Belongings, belongingsOf } from "../../test/belongings.ts";
import { runWorld } from "../../test/run-world.ts";
import type { FetchHandler } from "./fetch-adapter.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { handleTrpc } from "./trpc-handler.ts";

let world: World;
let belongings: Belongings;
beforeAll(async () => {
  world = await openWorld();
  runWorld(world);
  belongings = await belongingsOf(world);
});
afterAll(() => world?.close());

let accounts = 0;
const newAccount = () => {
  accounts += 1;
  return { email: `new-${accounts}@example.com`, password: "correct horse" };
};

const targets: [string, FetchHandler, () => { path: string; valid: object }][] = [
  ["POST", handleTrpc, () => ({ path: "/trpc/auth.register", valid: newAccount() })],
  [
    "POST",
    handleTrpc,
    () => ({ path: "/trpc/files.createUpload", valid: { fileName: "a.jpg", fileSize: 1 } }),
  ],
  ["POST", handleRest, () => ({ path: "/auth/register", valid: newAccount() })],
  [
    "POST",
    handleRest,
    () => ({
      path: "/auth/login",
      valid: { email: belongings.owner.user.email, password: belongings.password },
    }),
  ],
  ["PUT", handleRest, () => ({ path: `/files/${belongings.file.fileId}`, valid: { fileName: "a.jpg" } })],
  ["POST", handleRest, () => ({ path: `/files/${belongings.file.fileId}/share`, valid: {} })],
  [
    "POST",
    handleRest,
    () => ({
      path: `/share/${belongings.links.locked.linkId}/unlock`,
      valid: { password: belongings.linkPassword },
    }),
  ],
];

test.each(['"__proto__":{"admin":true}', '"constructor":{"prototype":{}}', '"toString":1'])(
  "a body that is valid but for the key %s is refused for that key",
  async (key) => {
    for (const [method, handle, target] of targets) {
      const { path, valid } = target();
      const headers = {
        authorization: `Bearer ${belongings.owner.token}`,
        "content-type": "application/json",
      };
      const send = (body: string) =>
        handle(new Request(`http://localhost:3000/api${path}`, { method, headers, body }));
      const fields = JSON.stringify(valid).slice(1, -1);
      const refused = await send(`{${[fields, key].filter(Boolean).join()}}`);
      const named = expect.stringContaining(key.split('"')[1] ?? "");
      expect([path, refused.status, await refused.text()]).toEqual([path, 400, named]);
      expect([path, (await send(`{${fields}}`)).ok]).toEqual([path, true]);
    }
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  },
);
