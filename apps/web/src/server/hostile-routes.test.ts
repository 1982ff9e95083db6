import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { headersOf } from "../../test/actors.ts";
import { type FullRequest, fullRequest } from "../../test/full-inputs.ts";
import { hostileText, percent } from "../../test/hostile-texts.ts";
import { type Edit, edited, edits, fieldsOf } from "../../test/hostile-values.ts";
import { type HostileWorld, openHostileWorld, refusalIn } from "../../test/hostile-world.ts";
import { routeCases } from "../../test/route-cases.ts";
import { openTally } from "../../test/tally.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { anything, type Route } from "./rest/route.ts";
import { routes } from "./rest/routes.ts";

const tries = { numRuns: inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

const doors = /^auth\.(required|token_|scope_missing|origin_refused)/;

/** What is spoiled of a request: one word of its path, one thing in its query, or one thing in its body. */
type Spoiling =
  | { part: "path"; field: string; word: string }
  | { part: "query"; field: string; values: string[] }
  | { part: "body"; edit: Edit };

const rawWords = ["%", "%ff", "%2e%2e%2f", "..", ".", "%00", "%c0%af"];
const word = fc.oneof(fc.constantFrom(...rawWords), hostileText.map(percent));

const takesBody = ({ method, form }: Route) => (method === "POST" || method === "PUT") && !form;

const spoilings = (route: Route): fc.Arbitrary<Spoiling> => {
  const parameters = Object.keys(route.params.shape);
  const path = parameters.map((field) => word.map((text): Spoiling => ({ part: "path", field, word: text })));
  const field = fc.constantFrom(...Object.keys(route.query.shape), "unknown", "__proto__");
  const once = fc.tuple(hostileText);
  const values = fc.oneof({ weight: 5, arbitrary: once }, fc.tuple(hostileText, hostileText));
  const query = fc.record({ part: fc.constant("query" as const), field, values });
  const body = edits(fieldsOf(route.body)).map((edit): Spoiling => ({ part: "body", edit }));
  return fc.oneof(...path, query, ...(takesBody(route) ? [body] : []));
};

/** The request, spoiled in this one thing. */
const spoil = ({ path: template }: Route, full: FullRequest, spoiling: Spoiling) => {
  const query = new URLSearchParams(full.query);
  let { path } = full;
  if (spoiling.part === "path") {
    const words = template.split("/");
    const at = words.indexOf(`:${spoiling.field}`);
    path = path.split("/").with(at, spoiling.word).join("/");
  }
  if (spoiling.part === "query") {
    query.delete(spoiling.field);
    for (const value of spoiling.values) query.append(spoiling.field, value.toWellFormed());
  }
  const body = spoiling.part === "body" ? edited(spoiling.edit, full.body) : full.body;
  return { address: `http://localhost:3000/api${path}?${query}`, body: JSON.stringify(body) };
};

/** The field that a refusal must name; empty for a thing that there is not. */
const fieldOf = ({ query }: Route, spoiling: Spoiling): string => {
  if (spoiling.part === "body") return spoiling.edit.do === "add" ? "" : spoiling.edit.field;
  const isKnown =
    spoiling.part === "path" || Object.hasOwn(query.shape, spoiling.field) || spoiling.values.length > 1;
  return isKnown ? spoiling.field : "";
};

const lines = Object.keys(routeCases).map((line) => {
  const route = routes.find(({ method, path }) => `${method} ${path}` === line.split("?", 1)[0]);
  if (route === undefined) throw new Error(`no route for ${line}`);
  return [line, route] as const;
});
const json = lines.filter(([, { form }]) => !form);

const ask = (route: Route, { address, body }: { address: string; body: string }) => {
  const sends = takesBody(route);
  const headers = headersOf(hostile.owner(), sends ? { "content-type": "application/json" } : {});
  return handleRest(new Request(address, { method: route.method, headers, ...(sends ? { body } : {}) }));
};
const looksOnly = (line: string) => line.startsWith("GET ") && !routeCases[line]?.counts;

test.each(json)("%s takes everything at once that it knows", async (line, route) => {
  const { path, query, body } = await fullRequest(line, hostile);
  const known = [...Object.keys(route.query.shape), ...Object.keys(fieldsOf(route.body))];
  // What a query does that has a line of its own is tried there.
  const expected = known.filter((name) => line.includes("?") || name !== "permanent");
  expect([...Object.keys(query), ...Object.keys(body)].sort()).toEqual(expected.sort());
  const address = `http://localhost:3000/api${path}?${new URLSearchParams(query)}`;
  const answer = await hostile.check(() => ask(route, { address, body: JSON.stringify(body) }), {
    changes: () => !looksOnly(line),
  });
  expect(answer.status, await answer.text()).toBe(route.status);
});

test.each(json)("%s falls over no word, no field and nothing in its query", async (line, route) => {
  const tally = openTally<"known" | "judged" | Spoiling["part"]>();
  const isRefusedFor = (spoiling: Spoiling, { code, fields }: ReturnType<typeof refusalIn>) =>
    (spoiling.part === "path" && code === "route.not_found") ||
    (code === "input.invalid" && fields.some((path) => path.split(".")[0] === fieldOf(route, spoiling)));
  await fc.assert(
    fc.asyncProperty(spoilings(route), async (spoiling) => {
      const asked = spoil(route, await fullRequest(line, hostile), spoiling);
      const answer = await hostile.check(() => ask(route, asked), {
        changes: ({ ok }) => ok && !looksOnly(line),
      });
      if (answer.ok) return tally.note("known");
      const refusal = refusalIn(await answer.json());
      if (isRefusedFor(spoiling, refusal)) return tally.note("known", "judged", spoiling.part);
      if (!doors.test(refusal.code)) return tally.note("known");
      tally.note();
    }),
    tries,
  );
  const takesAnything = route.query === anything;
  const least = 1 / 30;
  tally.expectShares({
    known: 0.95,
    judged: takesAnything ? 0 : 0.3,
    path: Object.keys(route.params.shape).length > 0 ? least : 0,
    query: takesAnything ? 0 : least,
    body: takesBody(route) ? least : 0,
  });
});
