import { limits } from "@cloudpix/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { headersOf } from "../../test/actors.ts";
import { askProcedure } from "../../test/ask.ts";
import { fullInput, procedureFields } from "../../test/full-inputs.ts";
import { hostileText } from "../../test/hostile-texts.ts";
import { type Edit, edited, edits } from "../../test/hostile-values.ts";
import { type HostileWorld, openHostileWorld, refusalIn } from "../../test/hostile-world.ts";
import { type ProcedureName, procedureCases, procedureNames } from "../../test/procedure-cases.ts";
import { openTally } from "../../test/tally.ts";
import { handleTrpc } from "./trpc-handler.ts";

const tries = { numRuns: inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });
const origin = "http://localhost:3000";

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

const doors = /^auth\.(required|token_|scope_missing|origin_refused)/;
const isChange = (name: ProcedureName) => procedureCases[name].type === "mutation";

test.each(procedureNames)("%s takes every field at once that it knows", async (name) => {
  const input = await fullInput(name, hostile);
  expect(Object.keys(input).sort()).toEqual(Object.keys(procedureFields(name)).sort());
  const given = Object.keys(input).length === 0 ? undefined : input;
  const answer = await hostile.check(() => askProcedure(name, given, hostile.owner()), {
    changes: () => isChange(name),
  });
  expect(answer.status, await answer.text()).toBe(200);
});

test.each(procedureNames)("%s falls over no field", async (name) => {
  const tally = openTally<"known" | "judged">();
  const fields = procedureFields(name);
  await fc.assert(
    fc.asyncProperty(edits(fields), async (edit) => {
      const input = edited(edit, await fullInput(name, hostile));
      const answer = await hostile.check(() => askProcedure(name, input, hostile.owner()), {
        changes: ({ ok }) => ok && isChange(name),
      });
      if (answer.ok) return tally.note("known");
      const { code, fields: named } = refusalIn(await answer.json());
      const isNamed = named.some((path) => path.split(".")[0] === (edit.do === "add" ? "" : edit.field));
      tally.note(
        ...(doors.test(code) ? [] : (["known"] as const)),
        ...(code === "input.invalid" && isNamed ? (["judged"] as const) : []),
      );
    }),
    tries,
  );
  tally.expectShares({ known: 0.95, judged: Object.keys(fields).length === 0 ? 0 : 0.15 });
});

type Call = { name: ProcedureName; edit: Edit | null };

/** Calls of one kind: a request is a question or a deed. */
const callsOf = (kind: "query" | "mutation"): fc.Arbitrary<Call[]> => {
  const names = procedureNames.filter((name) => procedureCases[name].type === kind);
  const call = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.record({ name: fc.constant(name), edit: fc.option(edits(procedureFields(name)), { freq: 2 }) }),
    );
  return fc.array(call, { minLength: 1, maxLength: limits.batchCalls + 3 });
};

const Entries = z.array(z.union([z.object({ result: z.unknown() }), z.object({ error: z.unknown() })]));

const askBatch = async (kind: "query" | "mutation", batch: readonly Call[]) => {
  const inputs = batch.map(async ({ name, edit }) => {
    const full = await fullInput(name, hostile);
    return edit === null ? full : edited(edit, full);
  });
  const given = JSON.stringify({ ...(await Promise.all(inputs)) });
  const address = `${origin}/api/trpc/${batch.map(({ name }) => name).join(",")}?batch=1`;
  const headers = headersOf(hostile.owner(), { "content-type": "application/json" });
  return handleTrpc(
    kind === "query"
      ? new Request(`${address}&${new URLSearchParams({ input: given })}`, { headers })
      : new Request(address, { method: "POST", headers, body: given }),
  );
};

test.each(["query", "mutation"] as const)(
  "a batch of any %s calls answers each, and what is refused of it leaves nothing",
  async (kind) => {
    const tally = openTally<"answered" | "mixed">();
    await fc.assert(
      fc.asyncProperty(callsOf(kind), async (batch) => {
        const entriesIn = (text: string) => Entries.safeParse(JSON.parse(text)).data ?? [];
        const answer = await hostile.check(() => askBatch(kind, batch), {
          changes: (_, text) => kind === "mutation" && entriesIn(text).some((entry) => "result" in entry),
          isRefusal: (text) => {
            const refused = entriesIn(text);
            for (const entry of refused.length > 0 ? refused : [JSON.parse(text)]) refusalIn(entry);
          },
        });
        if (batch.length > limits.batchCalls) return expect(answer.status).toBe(400);
        if (answer.status === 413) return tally.note();
        const entries = entriesIn(await answer.text());
        expect(entries).toHaveLength(batch.length);
        for (const entry of entries) if ("error" in entry) refusalIn(entry);
        tally.note("answered", ...(answer.status === 207 ? (["mixed"] as const) : []));
      }),
      tries,
    );
    tally.expectShares({ answered: 0.7, mixed: 0.4 });
  },
);

test("a file is called exactly what it was called, in NFC, or the name is refused", async () => {
  const tally = openTally<"called" | "refused">();
  const Renamed = z.object({ result: z.object({ data: z.object({ fileName: z.string() }) }) });
  await fc.assert(
    fc.asyncProperty(hostileText, async (fileName) => {
      const { fileId } = hostile.belongings().file;
      const answer = await hostile.check(
        () => askProcedure("files.rename", { fileId, fileName }, hostile.owner()),
        { changes: ({ ok }) => ok },
      );
      if (!answer.ok) return tally.note("refused");
      const told = Renamed.parse(await answer.json()).result.data.fileName;
      expect(told).toBe(fileName.normalize("NFC").trim());
      expect(told).not.toMatch(/\p{Cc}|[/\\]/u);
      tally.note("called");
    }),
    tries,
  );
  tally.expectShares({ called: 0.2, refused: 0.05 });
});
