import { appRouter } from "@cloudpix/api";
import { openWorld, type World } from "@cloudpix/api/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { type Belongings, belongingsOf } from "../../test/belongings.ts";
import { footprintOf } from "../../test/footprint.ts";
import { hostileJson, hostileScalar, spoiled } from "../../test/hostile-values.ts";
import { type ProcedureName, procedureCases } from "../../test/procedure-cases.ts";
import { rawBodies } from "../../test/raw-bodies.ts";
import { routeCases } from "../../test/route-cases.ts";
import { runWorld } from "../../test/run-world.ts";
import { handleRest } from "./rest/handle-rest.ts";
import { handleTrpc } from "./trpc-handler.ts";

const tries = { numRuns: inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 500 * tries.numRuns });
const origin = "http://localhost:3000";
const deadlineMs = 5_000;

let world: World;
let belongings: Belongings;
beforeAll(async () => {
  world = await openWorld();
  runWorld(world);
});
afterAll(() => world?.close());

const Problem = z.object({ code: z.string(), error: z.string().min(1) });
const Refusal = z.object({
  error: z.object({ message: z.string().min(1), data: z.object({ appCode: z.string() }) }),
});

/** Never a 5xx, never silence; a refusal says why, and leaves everything as it was. */
const check = async (
  ask: () => Promise<Response>,
  refusal: z.ZodType = z.union([Problem, Refusal, z.array(z.unknown())]),
): Promise<Response> => {
  const before = await footprintOf(world.services, async () => 0);
  const begun = performance.now();
  const answer = await ask();
  expect(performance.now() - begun).toBeLessThan(deadlineMs);
  const text = await answer.clone().text();
  expect(answer.status, text).toBeLessThan(500);
  if (answer.status >= 400) {
    expect(refusal.safeParse(JSON.parse(text)).success, text).toBe(true);
    expect(await footprintOf(world.services, async () => 0)).toEqual(before);
  }
  return answer;
};

const bearer = () => ({ authorization: `Bearer ${belongings.owner.token}` });
const jsonHeaders = () => ({ ...bearer(), "content-type": "application/json" });

/** Lone surrogates and undefined fields as a careless client would send them. */
const callProcedure = (name: ProcedureName, input: unknown) => {
  const address = `${origin}/api/trpc/${name}`;
  const text = JSON.stringify(input) ?? "";
  return procedureCases[name].type === "query"
    ? handleTrpc(new Request(`${address}?${new URLSearchParams({ input: text })}`, { headers: bearer() }))
    : handleTrpc(new Request(address, { method: "POST", headers: jsonHeaders(), body: text }));
};

const isProcedure = (name: string): name is ProcedureName => name in procedureCases;

describe("what no procedure falls over", () => {
  test.each(Object.keys(appRouter._def.procedures))("%s with a spoiled input", async (name) => {
    if (!isProcedure(name)) throw new Error(name);
    belongings = await belongingsOf(world);
    const actor = { bearer: belongings.owner.token, linkId: belongings.links.link.linkId };
    const valid = z.looseObject({}).parse((await procedureCases[name].input?.(belongings, actor)) ?? {});
    await fc.assert(
      fc.asyncProperty(spoiled(valid), async (input) => {
        await check(() => callProcedure(name, input));
      }),
      tries,
    );
  });

  test("batches of any calls in any number", async () => {
    belongings = await belongingsOf(world);
    const names = fc.constantFrom(...Object.keys(appRouter._def.procedures), "nowhere.to", "", "files");
    const calls = fc.array(fc.tuple(names, hostileJson), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(calls, fc.boolean(), async (batch, isPost) => {
        const path = batch.map(([name]) => name).join(",");
        const inputs = JSON.stringify(Object.fromEntries(batch.map(([, input], index) => [index, input])));
        const address = `${origin}/api/trpc/${path}?batch=1`;
        const answer = await check(() =>
          isPost
            ? handleTrpc(new Request(address, { method: "POST", headers: jsonHeaders(), body: inputs }))
            : handleTrpc(
                new Request(`${address}&${new URLSearchParams({ input: inputs })}`, { headers: bearer() }),
              ),
        );
        if (batch.length > 20) expect(answer.status).toBe(400);
      }),
      tries,
    );
  });
});

test.each(Object.keys(rawBodies))("a body of %s is refused everywhere", async (name) => {
  belongings = await belongingsOf(world);
  const body = rawBodies[name] ?? new Uint8Array();
  const { fileId } = belongings.file;
  const targets: [string, string, (request: Request) => Promise<Response>][] = [
    ["POST", "/api/trpc/files.createUpload", handleTrpc],
    ["POST", "/api/trpc/auth.register", handleTrpc],
    ["POST", "/api/auth/register", handleRest],
    ["POST", "/api/auth/login", handleRest],
    ["PUT", `/api/files/${fileId}`, handleRest],
    ["POST", `/api/files/${fileId}/share`, handleRest],
    ["POST", `/api/share/${belongings.links.locked.linkId}/unlock`, handleRest],
  ];
  for (const [method, path, handle] of targets) {
    const answer = await check(() =>
      handle(new Request(`${origin}${path}`, { method, headers: jsonHeaders(), body })),
    );
    expect([400, 413], `${method} ${path}`).toContain(answer.status);
  }
});

test("only the token that was given out opens anything; a changed one is 401, whatever it holds", async () => {
  belongings = await belongingsOf(world);
  const { token: program } = await belongings.owner.auth.createAccessToken({
    name: "p",
    scopes: ["files:read"],
  });
  const genuine = fc.constantFrom(belongings.owner.token, program, belongings.links.link.visit);
  const changed = fc.tuple(genuine, fc.nat(), fc.integer({ min: 33, max: 126 })).map(([token, at, code]) => {
    const index = at % token.length;
    return token.slice(0, index) + String.fromCharCode(code) + token.slice(index + 1);
  });
  const printable = fc.string({
    unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
  });
  const cut = fc.tuple(genuine, fc.nat()).map(([token, length]) => token.slice(0, length % token.length));
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, cut, printable), async (token) => {
      fc.pre(token !== belongings.owner.token && token !== program);
      const answer = await check(() =>
        handleTrpc(
          new Request(`${origin}/api/trpc/files.list`, { headers: { authorization: `Bearer ${token}` } }),
        ),
      );
      expect(answer.status).toBe(401);
    }),
    tries,
  );
});

test("a file is called exactly what it was called, in NFC, or the name is refused", async () => {
  belongings = await belongingsOf(world);
  const { fileId } = belongings.file;
  const name = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), hostileScalar);
  await fc.assert(
    fc.asyncProperty(name, async (fileName) => {
      const answer = await check(() => callProcedure("files.rename", { fileId, fileName }));
      if (answer.status !== 200) return;
      const told = z.object({ result: z.object({ data: z.object({ fileName: z.string() }) }) });
      const { fileName: now } = told.parse(await answer.json()).result.data;
      expect(now).toBe(String(fileName).normalize("NFC").trim());
      expect(now).not.toMatch(/\p{Cc}|[/\\]/u);
    }),
    tries,
  );
});

test("a cursor that was changed, cut or made up is refused", async () => {
  belongings = await belongingsOf(world);
  await belongings.owner.files.restore({ fileId: belongings.trashed.fileId });
  const { nextCursor } = await belongings.owner.files.list({ limit: 1 });
  const genuine = nextCursor ?? "";
  expect(genuine).not.toBe("");
  const changed = fc.tuple(fc.nat(), fc.base64String({ minLength: 4, maxLength: 4 })).map(([at, text]) => {
    const index = at % genuine.length;
    return genuine.slice(0, index) + text.slice(0, 1) + genuine.slice(index + 1);
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, fc.string(), fc.base64String(), hostileScalar), async (cursor) => {
      fc.pre(cursor !== genuine && cursor !== null);
      const answer = await check(() => callProcedure("files.list", { cursor }));
      expect(answer.status).toBe(400);
    }),
    tries,
  );
});

test.each(Object.keys(routeCases).filter((name) => name !== "POST /files/upload"))(
  "route %s with a spoiled path, query and body",
  async (name) => {
    belongings = await belongingsOf(world);
    const actor = { bearer: belongings.owner.token, linkId: belongings.links.link.linkId };
    const asked = routeCases[name]?.request(belongings, actor);
    const { path, json = {} } = z
      .object({ path: z.string(), json: z.looseObject({}).optional() })
      .parse(asked);
    const [method = ""] = name.split(" ");
    const [place = "", search = ""] = path.split("?");
    const segments = place.split("/");
    const segment = fc.oneof(
      fc.constant(null),
      fc.string({ unit: "binary" }),
      fc.constantFrom("%", "%ff", "..", "%2e%2e%2f"),
    );
    const query = fc.dictionary(
      fc.constantFrom("limit", "cursor", "kind", "q", "sort", "permanent", "__proto__"),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(segment, fc.nat(), query, spoiled(json), async (odd, at, more, body) => {
        const index = at % segments.length;
        const odder =
          odd === null || index === 0
            ? segments
            : segments.with(index, odd.startsWith("%") ? odd : encodeOdd(odd));
        const address = `${origin}/api${odder.join("/")}?${new URLSearchParams([...new URLSearchParams(search), ...Object.entries(more)])}`;
        const sends = method === "POST" || method === "PUT";
        await check(() =>
          handleRest(
            new Request(address, {
              method,
              headers: sends ? jsonHeaders() : bearer(),
              ...(sends ? { body: JSON.stringify(body) } : {}),
            }),
          ),
        );
      }),
      tries,
    );
  },
);

/** Lone surrogates have no percent form. */
const encodeOdd = (text: string) => encodeURIComponent(text.toWellFormed());

test("a form that is cut, doubled, renamed or scrambled is one file or a refusal, and nothing in between", async () => {
  belongings = await belongingsOf(world);
  const boundary = "frontier";
  const part = (name: string, fileName: string, content: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: image/jpeg\r\n\r\n${content}\r\n`;
  const valid = `${part("file", "beach.jpg", "x".repeat(500))}--${boundary}--\r\n`;
  const fieldName = fc.constantFrom("file", "File", "files", "", "__proto__");
  const fileName = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("../x", "CON", "a\u0000b", "\u202Ex", "x".repeat(4_000)),
  );
  const body = fc.oneof(
    fc.nat(valid.length).map((length) => valid.slice(0, length)),
    fc
      .tuple(fc.nat(valid.length - 1), fc.string({ unit: "binary" }))
      .map(([at, text]) => valid.slice(0, at) + text + valid.slice(at + 1)),
    fc
      .array(fc.tuple(fieldName, fileName, fc.string()), { maxLength: 40 })
      .map(
        (parts) =>
          `${parts.map(([name, file, content]) => part(name, file, content)).join("")}--${boundary}--\r\n`,
      ),
    fc.string({ unit: "binary", maxLength: 2_000 }),
  );
  const type = fc.constantFrom(
    `multipart/form-data; boundary=${boundary}`,
    `multipart/form-data; boundary="${boundary}"`,
    "multipart/form-data",
    `multipart/form-data; boundary=${"b".repeat(71)}`,
    "multipart/mixed; boundary=frontier",
    "application/json",
  );
  await fc.assert(
    fc.asyncProperty(body, type, async (text, contentType) => {
      const before = await footprintOf(world.services, async () => 0);
      const answer = await check(() =>
        handleRest(
          new Request(`${origin}/api/files/upload`, {
            method: "POST",
            headers: { ...bearer(), "content-type": contentType },
            body: Buffer.from(text.toWellFormed()),
          }),
        ),
      );
      if (answer.status !== 201) return;
      const after = await footprintOf(world.services, async () => 0);
      const [was, is] = [before, after].map(({ users }) =>
        users.find(({ user }) => user.userId === belongings.owner.user.userId),
      );
      expect(is?.files).toHaveLength((was?.files.length ?? 0) + 1);
      expect(is?.user.usedBytes).toBe(is?.files.reduce((sum, { fileSize }) => sum + fileSize, 0));
    }),
    tries,
  );
});
