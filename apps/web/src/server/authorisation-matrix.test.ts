import { globSync } from "node:fs";
import { appRouter } from "@cloudpix/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ActorName, isOwner } from "../../test/actors.ts";
import { askPath, askProcedure, askRoute } from "../../test/ask.ts";
import type { Belongings } from "../../test/belongings.ts";
import { driverNames } from "../../test/drivers.ts";
import { expectedStatuses } from "../../test/expected-statuses.ts";
import { type ProcedureName, procedureCases, procedureNames } from "../../test/procedure-cases.ts";
import { routeCases } from "../../test/route-cases.ts";
import { openScene, type Scene } from "../../test/scene.ts";
import { toldSecrets } from "../../test/told-secrets.ts";
import { documentPaths } from "./find-handler.ts";
import { routes } from "./rest/routes.ts";

test("the tables have every procedure and every REST route, and nothing else", () => {
  const lines = new Set(Object.keys(routeCases).map((line) => line.split("?", 1)[0]));
  expect(Object.keys(procedureCases).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
  expect([...lines].sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  expect(documentPaths).toEqual(["/api/docs", "/api/docs/scalar.js"]);
});

test("of what answers with data the framework has next-auth only", () => {
  const cwd = `${import.meta.dirname}/../app`;
  expect(globSync("**/route.{ts,tsx,js}", { cwd })).toEqual(["api/auth/[...nextauth]/route.ts"]);
});

describe.each(driverNames)("who may what, on %s", (driver) => {
  let standing: Scene;
  beforeAll(async () => {
    standing = await openScene(driver);
  });
  afterAll(() => standing?.[Symbol.asyncDispose]());

  type Ask = Parameters<Scene["askAll"]>[0];
  type Tells = Parameters<typeof toldSecrets>[1];

  const statusesOf = async (scene: Scene, ask: Ask, tells: Tells) => {
    const statuses = new Map<ActorName, number>();
    await scene.askAll(ask, async (answered) => {
      statuses.set(answered.name, answered.answer.status);
      expect(await toldSecrets(answered, tells), `told to ${answered.name}`).toEqual([]);
    });
    return Object.fromEntries(statuses);
  };

  /** What only looks, all look at one scene, and leaves it as it was; what changes something has one of its own. */
  const tryAll = async (does: "look" | "change", ask: Ask, tells: Tells) => {
    if (does === "change") {
      await using scene = await openScene(driver);
      return await statusesOf(scene, ask, tells);
    }
    const before = await standing.footprint();
    const statuses = await statusesOf(standing, ask, tells);
    expect(await standing.footprint()).toEqual(before);
    return statuses;
  };

  test.each(procedureNames)("procedure %s", async (name) => {
    const { type, audience, input, asOwner } = procedureCases[name];
    const does = type === "query" ? "look" : "change";
    const statuses = await tryAll(
      does,
      async (belongings, actor) => askProcedure(name, await input?.(belongings, actor), actor),
      { audience, asOwner },
    );
    expect(statuses).toEqual(expectedStatuses(audience, { ok: 200, does }));
  });

  test.each(Object.entries(routeCases))("route %s", async (name, { audience, ok = 200, counts, asOwner }) => {
    const does = name.startsWith("GET ") && !counts ? "look" : "change";
    const statuses = await tryAll(does, (belongings, actor) => askRoute(name, belongings, actor), {
      audience,
      asOwner,
    });
    expect(statuses).toEqual(expectedStatuses(audience, { ok, does }));
  });

  test.each(documentPaths)("%s is the same to everybody", async (path) => {
    const texts = new Set<string>();
    await standing.askAll(
      (_, { cookie }) => askPath(path, { headers: cookie === undefined ? {} : { cookie } }),
      async ({ answer }) => void texts.add(`${answer.status} ${await answer.text()}`),
    );
    expect([...texts]).toEqual([expect.stringMatching(/^200 /)]);
  });

  test("what the tables look for in answers to others is in those to the owner", async () => {
    const own: [ProcedureName, (belongings: Belongings) => string[]][] = [
      ["files.list", ({ file, second }) => [file.fileId, file.fileName, second.fileName]],
      ["shares.listMine", ({ links, file }) => [links.revoked.linkId, links.link.name, file.fileName]],
      ["auth.profile", ({ owner: { user } }) => [user.userId, user.email]],
      ["auth.listAccessTokens", ({ accessToken: { tokenId, name } }) => [tokenId, name]],
      // Figures have no names: those of somebody who has nothing tell whether they are their own.
      ["files.usage", () => ['"files":{"fileCount":2']],
    ];
    for (const [procedure, secretsOf] of own) {
      await standing.askAll(
        (_, actor) => askProcedure(procedure, undefined, actor),
        async ({ name, answer, belongings }) => {
          const text = await answer.text();
          const found = secretsOf(belongings).map((secret) => text.includes(secret));
          expect(new Set(found), `${procedure} to ${name}`).toEqual(new Set([isOwner(name)]));
        },
      );
    }
  });
});
