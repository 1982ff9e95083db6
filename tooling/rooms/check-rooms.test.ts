import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkRooms } from "./check-rooms.ts";
import { rooms } from "./room-table.ts";

let root: string;
const plant = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};
const manifest = (more: object = {}) =>
  JSON.stringify({ scripts: { typecheck: "x", test: "x" }, ...more }, null, 2);
const reports = async () =>
  (await checkRooms(root)).map(({ path, line, message }) => `${path}:${line} ${message}`);

const outside = ["zod", "next", "react", "pino"];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "rooms-"));
  for (const room of rooms) {
    const names = [...room.imports, ...room.types, ...(room.packages ?? outside)];
    const dependencies = Object.fromEntries(
      names.filter((name) => name !== room.name).map((name) => [name, "*"]),
    );
    const development = { vitest: "*", "@cloudpix/tooling": "*" };
    const devDependencies = room.name === "@cloudpix/tooling" ? { vitest: "*" } : development;
    const named = room.installable
      ? { dependencies: {}, devDependencies: { ...dependencies, ...devDependencies } }
      : { dependencies, devDependencies };
    await plant(`${room.folder}/package.json`, manifest(named));
  }
});
afterEach(() => rm(root, { recursive: true, force: true }));

const api = "packages/api/src/a.ts";
const domain = "packages/domain/src/a.ts";
const feature = "apps/web/src/features/gallery/a.tsx";

test.each([
  [
    "a value where the arrow is for types",
    api,
    'import { open } from "@cloudpix/db";',
    1,
    /@cloudpix\/db as types only/,
  ],
  ["a re-exported value", api, '\nexport { open } from "@cloudpix/db";', 2, /as types only/],
  ["everything re-exported", api, 'export * from "@cloudpix/db";', 1, /as types only/],
  ["a side effect", api, 'import "@cloudpix/db";', 1, /as types only/],
  ["one value among types", api, 'import { type A, open } from "@cloudpix/db";', 1, /as types only/],
  ["a dynamic import", api, 'export const a = () => import("@cloudpix/db");', 1, /as types only/],
  ["a subpath", api, 'import { open } from "@cloudpix/db/sqlite";', 1, /@cloudpix\/db as types only/],
  [
    "a type without any arrow",
    "packages/db/src/a.ts",
    'import type { A } from "@cloudpix/api";',
    1,
    /may not import @cloudpix\/api/,
  ],
  [
    "an inline type without any arrow",
    "packages/db/src/a.ts",
    'export type A = import("@cloudpix/api").A;',
    1,
    /may not import @cloudpix\/api/,
  ],
  [
    "the API in the worker",
    "apps/worker/src/a.ts",
    'import type { A } from "@cloudpix/api";',
    1,
    /apps\/worker may not import @cloudpix\/api/,
  ],
  [
    "a package in the vocabulary",
    domain,
    'import { pino } from "pino";',
    1,
    /may use zod and no other package/,
  ],
  ["Node in the vocabulary", domain, 'import { hash } from "node:crypto";', 1, /runs in browsers/],
  [
    "Node in the vocabulary, whatever the file is called",
    "packages/domain/src/a.node.ts",
    'import { hash } from "node:crypto";',
    1,
    /runs in browsers/,
  ],
  [
    "Node in the client",
    "packages/client/src/a.ts",
    'import { hash } from "node:crypto";',
    1,
    /runs in browsers/,
  ],
  [
    "a file for Node by its path, in the client",
    "packages/client/src/a.ts",
    'import { a } from "./a.node.ts";',
    1,
    /runs in Node only; name both ways/,
  ],
  [
    "tooling in a program",
    api,
    'import { room } from "@cloudpix/tooling/vitest";',
    1,
    /may not import @cloudpix\/tooling/,
  ],
  ["an app by its path", api, 'import { a } from "../../../apps/web/src/env.ts";', 1, /by its path/],
  ["another room by its path", api, 'import { a } from "../../db/src/a.ts";', 1, /by its path/],
  ["the server in a feature", feature, 'import { a } from "../../server/a.ts";', 1, /runs in the browser/],
  [
    "the database in a feature",
    feature,
    'import type { A } from "@cloudpix/db";',
    1,
    /features may not import @cloudpix\/db/,
  ],
  ["the API's values in a feature", feature, 'import { a } from "@cloudpix/api";', 1, /as types only/],
  [
    "the server in the ui",
    "apps/web/src/ui/a.tsx",
    'import { a } from "../server/a.ts";',
    1,
    /runs in the browser/,
  ],
  ["a test's code in a program", api, 'import { a } from "../test/a.ts";', 1, /which is for tests/],
  ["an undeclared package", api, 'import a from "left-pad";', 1, /package\.json does not name/],
  ["a development package in a program", api, 'import { test } from "vitest";', 1, /for development only/],
  ["a server action", feature, '"use server";', 1, /"use server" is not used here/],
  [
    "a server action inside a function",
    feature,
    'export const a = async () => {\n  "use server";\n};',
    2,
    /not used here/,
  ],
  ["a cached function", feature, '"use cache: remote";', 1, /"use cache: remote" is not used here/],
  ["a setting read in a package", api, "\n\nexport const a = process.env.A;", 3, /reads process\.env/],
  ["a setting read by brackets", api, 'export const a = process["env"];', 1, /reads process\.env/],
  ["a setting taken apart", api, "const { env } = process;", 1, /reads process\.env/],
  ["settings imported", api, 'import { env } from "node:process";', 1, /reads process\.env/],
  [
    "a setting read elsewhere in an app",
    "apps/web/src/server/a.ts",
    "export const a = process.env.A;",
    1,
    /src\/env\.ts/,
  ],
  ["a long file", domain, "export const a = 1;\n".repeat(301), 301, /has 301 lines/],
  ["a spec outside of e2e", "packages/api/src/a.spec.ts", "", 1, /name it \*\.test\.ts/],
  ["a test in e2e", "e2e/a.test.ts", "", 1, /name it \*\.spec\.ts/],
  ["tests that no runner finds", "tooling/a.ts", 'import { test } from "vitest";', 1, /is no \*\.test\.ts/],
  ["a file that is no code", api, "export const = ;", 1, /cannot be parsed/],
  ["a room nobody knows", "packages/extra/src/a.ts", "", 1, /stands in no room/],
])("reports %s with its path, its line and what to do", async (_what, path, text, line, message) => {
  await plant(path, text);
  const found = (await checkRooms(root)).filter((one) => message.test(one.message));
  expect(found).toMatchObject([{ path, line }]);
});

test.each([
  "src/utils.ts",
  "src/date-utils.ts",
  "src/helpers/date.ts",
  "src/common.ts",
  "src/misc/a.ts",
  "src/shared/a.ts",
  "src/shared.test.ts",
])("reports %s as a name that says nothing", async (path) => {
  await plant(`packages/api/${path}`, "");
  expect(await reports()).toEqual([expect.stringMatching(/^packages\/api\/.*says nothing; name it after/)]);
});

test("reports a room without one of the scripts that all rooms have", async () => {
  await plant("packages/api/package.json", JSON.stringify({ scripts: { test: "x" } }, null, 2));
  expect(await reports()).toEqual([
    'packages/api/package.json:2 has no script "typecheck"; every room has typecheck and test.',
  ]);
});

test("reports a package.json that names a room without an arrow, at its line", async () => {
  await plant(
    "apps/worker/package.json",
    manifest({ dependencies: { "@cloudpix/api": "*" }, devDependencies: { "@cloudpix/client": "*" } }),
  );
  expect(await reports()).toEqual([
    "apps/worker/package.json:7 dependencies name @cloudpix/api, but there is no such arrow from apps/worker; remove it.",
    "apps/worker/package.json:10 devDependencies name @cloudpix/client, but there is no such arrow from apps/worker; remove it.",
  ]);
});

test("reports a package that others install and that names a room nobody can install", async () => {
  await plant("packages/client/package.json", manifest({ dependencies: { "@cloudpix/domain": "*" } }));
  expect(await reports()).toEqual([
    "packages/client/package.json:7 dependencies name @cloudpix/domain, which nobody can install; it is packed into the build: name it under devDependencies.",
  ]);
});

test("lets through what the arrows allow", async () => {
  await plant(
    api,
    'import { z } from "zod";\nimport { File } from "@cloudpix/domain";\nimport type { Database } from "@cloudpix/db";\nexport { type Blobs } from "@cloudpix/storage";\nimport { hash } from "node:crypto";\nimport { b } from "./shared-links.ts";\n',
  );
  await plant(
    "packages/api/src/a.test.ts",
    'import { test } from "vitest";\nimport { open } from "@cloudpix/db/sqlite";\nimport { world } from "../test/world.ts";\n',
  );
  await plant("packages/api/test/world.ts", 'import { openSqlite } from "@cloudpix/db/sqlite";\n');
  await plant(
    "packages/client/src/a.ts",
    'import { a } from "#a";\nimport { Code } from "@cloudpix/domain";\nimport type { AppRouter } from "@cloudpix/api";\n',
  );
  await plant("packages/client/src/a.node.ts", 'import { open } from "node:fs/promises";\n');
  await plant("packages/api/vitest.config.ts", 'import { room } from "@cloudpix/tooling/vitest";\n');
  await plant(
    feature,
    '"use client";\nimport type { AppRouter } from "@cloudpix/api";\nimport { Button } from "../../ui/button.tsx";\nimport { useState } from "react";\n',
  );
  await plant(
    "apps/web/src/app/page.tsx",
    'import { a } from "../server/a.ts";\nimport { Gallery } from "../features/gallery/a.tsx";\n',
  );
  await plant("apps/web/src/env.ts", "export const port = process.env.PORT;\n");
  await plant(
    "tooling/a.ts",
    'import { readEnv } from "../apps/web/src/env.ts";\nexport const port = process.env.PORT;\n',
  );
  await plant("e2e/a.spec.ts", 'import { startStack } from "@cloudpix/tooling/stack";\n');
  await plant("packages/api/node_modules/x/utils.ts", "process.env.A;");
  expect(await reports()).toEqual([]);
});

test("looks at the real workspace, too", async () => {
  const workspace = join(import.meta.dirname, "..", "..");
  expect((await checkRooms(workspace)).filter(({ path }) => path.startsWith("tooling/rooms/"))).toEqual([]);
});
