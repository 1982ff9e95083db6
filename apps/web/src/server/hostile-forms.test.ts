import { FileName } from "@cloudpix/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { headersOf } from "../../test/actors.ts";
import type { Footprint } from "../../test/footprint.ts";
import { hostileForms } from "../../test/hostile-forms.ts";
import { type HostileWorld, openHostileWorld } from "../../test/hostile-world.ts";
import { openTally } from "../../test/tally.ts";
import { handleRest } from "./rest/handle-rest.ts";

const tries = { numRuns: 5 * inject("faultRuns"), seed: inject("faultSeed") };
// `npm run faults` tries much longer.
vi.setConfig({ testTimeout: 30_000 + 1_000 * tries.numRuns });

let hostile: HostileWorld;
beforeAll(async () => {
  hostile = await openHostileWorld(inject("faultDriver"));
});
afterAll(() => hostile?.close());

/** The one file that is there and was not: its name is one, its bytes are there and paid for. */
const expectOneMore = (after: Footprint, before: Footprint) => {
  const [user, was] = [after.users[0], before.users[0]];
  const added = user?.files.filter(({ fileId }) => was?.files.every((file) => file.fileId !== fileId)) ?? [];
  expect(added).toHaveLength(1);
  for (const { fileName, blobName, status } of added) {
    expect(FileName.parse(fileName)).toBe(fileName);
    expect(after.blobs.flat()).toContain(blobName);
    expect(status).toBe("active");
  }
  expect(after.blobs.flat()).toHaveLength(before.blobs.flat().length + 1);
  expect(user?.user.usedBytes).toBe(user?.files.reduce((sum, { fileSize }) => sum + fileSize, 0));
};

test("a form that is cut, doubled, renamed or scrambled is one file or a refusal, and nothing in between", async () => {
  const tally = openTally<"taken" | "refused">();
  await fc.assert(
    fc.asyncProperty(hostileForms, async ({ holds, body, contentType }) => {
      const before = hostile.before();
      const headers = headersOf(hostile.owner(), { "content-type": contentType });
      const answer = await hostile.check(
        () =>
          handleRest(
            new Request("http://localhost:3000/api/files/upload", {
              method: "POST",
              headers,
              body: new Uint8Array(body),
            }),
          ),
        {
          changes: ({ status }) => status === 201,
          look: async ({ status }) => {
            if (status === 201) expectOneMore(await hostile.footprint(), before);
          },
        },
      );
      if (holds === "one file") expect(answer.status).toBe(201);
      if (holds === "two files" || holds === "no file") expect(answer.status).toBe(400);
      tally.note(answer.status === 201 ? "taken" : "refused");
    }),
    tries,
  );
  tally.expectShares({ taken: 0.2, refused: 0.4 });
});
