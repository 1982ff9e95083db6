import { appRouter } from "@cloudpix/api";
import { openWorld } from "@cloudpix/api/testing";
import type { Database } from "@cloudpix/db";
import { openCosmos } from "@cloudpix/db/cosmos";
import { openSqlite } from "@cloudpix/db/sqlite";
import { startCosmosStandIn } from "@cloudpix/tooling/cosmos";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Actor,
  type ActorName,
  actorNames,
  actorsAround,
  expectedStatuses,
  strangersOf,
} from "../../test/actors.ts";
import { belongingsOf } from "../../test/belongings.ts";
import { type ProcedureName, procedureCases } from "../../test/procedure-cases.ts";
import { routeCases } from "../../test/route-cases.ts";
import { runWorld } from "../../test/run-world.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { routes } from "./rest/routes.ts";
import { handleTrpc } from "./trpc-handler.ts";

const drivers: Record<string, () => Promise<{ db: Database; close: () => Promise<void> }>> = {
  sqlite: async () => {
    const db = await openSqlite({ file: ":memory:" });
    return { db, close: () => db.close() };
  },
  cosmos: async () => {
    const standIn = await startCosmosStandIn();
    const db = await openCosmos({ ...standIn, createContainers: true });
    const close = async () => {
      await db.close();
      await standIn.stop();
    };
    return { db, close };
  },
};

const procedureNames = Object.keys(appRouter._def.procedures);
const routeNames = routes.map(({ method, path }) => `${method} ${path}`);

test("the table of the matrix has every procedure and every REST route, and nothing else", () => {
  expect(Object.keys(procedureCases).sort()).toEqual(procedureNames.sort());
  expect(Object.keys(routeCases).sort()).toEqual(routeNames.sort());
});

const origin = "http://localhost:3000";
const headersOf = ({ bearer }: Actor, more: Record<string, string> = {}) => ({
  ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  ...more,
});
const json = { "content-type": "application/json" };

const askProcedure = (name: ProcedureName, input: unknown, actor: Actor) => {
  const address = `${origin}/api/trpc/${name}`;
  if (procedureCases[name].type === "mutation") {
    const body = input === undefined ? null : JSON.stringify(input);
    return handleTrpc(new Request(address, { method: "POST", headers: headersOf(actor, json), body }));
  }
  const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return handleTrpc(new Request(address + search, { headers: headersOf(actor) }));
};

const askRoute = async (name: string, belongings: Awaited<ReturnType<typeof belongingsOf>>, actor: Actor) => {
  const asked: { path: string; json?: unknown; form?: FormData } | undefined = await routeCases[
    name
  ]?.request(belongings, actor);
  if (asked === undefined) throw new Error(`no case for ${name}`);
  const [method = ""] = name.split(" ");
  const body = asked.form ?? (asked.json === undefined ? null : JSON.stringify(asked.json));
  const headers = headersOf(actor, asked.json === undefined ? {} : json);
  return handleRest(new Request(`${origin}/api${asked.path}`, { method, headers, body }));
};

describe.each(Object.keys(drivers))("who may what, on %s", (driver) => {
  let close: () => Promise<void>;
  let world: Awaited<ReturnType<typeof openWorld>>;
  beforeAll(async () => {
    const opened = await drivers[driver]?.();
    if (opened === undefined) throw new Error(driver);
    world = await openWorld({ db: opened.db });
    runWorld(world);
    close = async () => {
      await world.close();
      await opened.close();
    };
  });
  afterAll(() => close?.());

  /** What each of the eight is answered; the refused ones ask first, and the owner's success shows that they changed nothing. */
  const statusesOf = async (
    ask: (belongings: Awaited<ReturnType<typeof belongingsOf>>, actor: Actor) => Promise<Response>,
  ) => {
    const belongings = await belongingsOf(world);
    const actors = actorsAround(belongings, await strangersOf(world));
    const statuses = new Map<ActorName, number>();
    for (const name of actorNames) statuses.set(name, (await ask(belongings, actors[name])).status);
    return Object.fromEntries(statuses);
  };

  const isProcedure = (name: string): name is ProcedureName => name in procedureCases;

  test.each(procedureNames)("procedure %s", async (name) => {
    if (!isProcedure(name)) throw new Error(`no case for ${name}`);
    const { audience, input } = procedureCases[name];
    const statuses = await statusesOf(async (belongings, actor) =>
      askProcedure(name, await input?.(belongings, actor), actor),
    );
    expect(statuses).toEqual(expectedStatuses(audience, 200));
  });

  test.each(routeNames)("route %s", async (name) => {
    const statuses = await statusesOf((belongings, actor) => askRoute(name, belongings, actor));
    const wanted = routeCases[name];
    if (wanted === undefined) throw new Error(`no case for ${name}`);
    expect(statuses).toEqual(expectedStatuses(wanted.audience, wanted.ok ?? 200));
  });
});
