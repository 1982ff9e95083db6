import { receiveUpload } from "@cloudpix/api";
import { codeOf } from "@cloudpix/api/testing";
import { type FileView, newUuidV7 } from "@cloudpix/domain";
import { afterEach, expect, test } from "vitest";
import type { Death } from "../../apps/worker/src/dying-services.ts";
import { openTwoPrograms, sampleBytes, type TwoPrograms } from "./two-programs.ts";

let programs: TwoPrograms;
afterEach(() => programs.close());

const bytes = sampleBytes(1);
const fileSize = bytes.length;

/** An announced upload whose bytes have arrived. */
const sent = async ({ ada, world }: TwoPrograms) => {
  const requestId = newUuidV7(world.services.now());
  const ticket = await ada.files.createUpload({ fileName: "beach.jpg", fileSize, requestId });
  await world.storage.receiveUpload(ticket.uploadUrl, bytes);
  return ticket.fileId;
};

const uploaded = async (running: TwoPrograms) => {
  const file = await running.ada.files.completeUpload({ fileId: await sent(running) });
  return file.fileId;
};

const form = async ({ ada, world }: TwoPrograms): Promise<FileView> => {
  const user = await world.services.db.users.get(ada.user.userId);
  if (user === null) throw new Error("the user is gone");
  const source = (async function* () {
    yield bytes;
  })();
  const { signal } = new AbortController();
  const received = { fileName: "beach.jpg", maxBytes: 5_000, source, signal };
  return receiveUpload(world.services, user, received);
};

/** One call of a client. */
type Verb = {
  /** How many calls to database, blobs and queue it takes at least. */
  steps: number;
  /** What was there before; the id of the file it is about. */
  before: (running: TwoPrograms) => Promise<string>;
  /** The call during which web is killed. */
  call: (running: TwoPrograms, fileId: string) => Promise<unknown>;
  /** What the client does when web is there again. The files it was told of then. */
  again: (running: TwoPrograms, fileId: string) => Promise<string[]>;
  /** What of the files is left for good, beside those that the client was told of. */
  trashed?: number;
};

const verbs: Record<string, Verb> = {
  createUpload: {
    steps: 5,
    before: async ({ world }) => newUuidV7(world.services.now()),
    call: ({ ada }, requestId) => ada.files.createUpload({ fileName: "beach.jpg", fileSize, requestId }),
    again: async ({ ada, world }, requestId) => {
      const ticket = await ada.files.createUpload({ fileName: "beach.jpg", fileSize, requestId });
      await world.storage.receiveUpload(ticket.uploadUrl, bytes);
      await ada.files.completeUpload({ fileId: ticket.fileId });
      return [ticket.fileId];
    },
  },
  completeUpload: {
    steps: 9,
    before: sent,
    call: ({ ada }, fileId) => ada.files.completeUpload({ fileId }),
    again: async ({ ada }, fileId) => [(await ada.files.completeUpload({ fileId })).fileId],
  },
  abortUpload: {
    steps: 8,
    before: sent,
    call: ({ ada }, fileId) => ada.files.abortUpload({ fileId }),
    again: async ({ ada }, fileId) => {
      await ada.files.abortUpload({ fileId }).catch(() => codeOf(ada.files.abortUpload({ fileId })));
      return [];
    },
  },
  deleteFile: {
    steps: 4,
    before: uploaded,
    call: ({ ada }, fileId) => ada.files.delete({ fileId }),
    again: async ({ ada }, fileId) => {
      await ada.files.delete({ fileId }).catch(() => codeOf(ada.files.delete({ fileId })));
      return [];
    },
    trashed: 1,
  },
  purgeFile: {
    steps: 4,
    before: uploaded,
    call: ({ ada }, fileId) => ada.files.purge({ fileId }),
    again: async ({ ada }, fileId) => {
      await ada.files.purge({ fileId });
      return [];
    },
  },
  receiveUpload: {
    steps: 7,
    before: async () => "",
    call: form,
    // Not repeatable: it is sent again, as another file.
    again: async (running) => [(await form(running)).fileId],
  },
};

/** Whatever is in the owner's list is whole: it can be read, and is what was sent. */
const expectWhole = async ({ ada, bytesOf }: TwoPrograms) => {
  const { files } = await ada.files.list({});
  for (const file of files) {
    expect(file).toMatchObject({ status: "active", fileSize });
    expect(await bytesOf(file.fileId)).toEqual(bytes);
  }
  return files.map((file) => file.fileId);
};

const expectExact = async ({ space }: TwoPrograms) => {
  const { used, rows } = await space();
  expect(used).toBe(rows);
};

test.for(
  Object.entries(verbs).flatMap(([name, verb]) =>
    (["before", "after"] satisfies Death["when"][]).map((when) => [name, when, verb] as const),
  ),
)(
  "web that is killed in %s, %s any of its steps, loses nothing that was acknowledged and leaves nothing behind",
  async ([, when, { steps, before, call, again, trashed = 0 }]) => {
    let step = 0;
    for (let died = true; died; await programs.close()) {
      step += 1;
      programs = await openTwoPrograms();
      const fileId = await before(programs);
      // Nobody has a mark any more that was made for something else.
      await programs.minute();
      died = await programs.killed({ call: step, when }, () => call(programs, fileId));
      await expectWhole(programs);

      const told = await again(programs, fileId);
      const listed = await expectWhole(programs);
      expect(listed).toEqual(expect.arrayContaining(told));
      await programs.minute();
      await expectExact(programs);
      // What nobody can go on with is gone by then.
      expect((await programs.rows()).map(({ status }) => status)).not.toContain("receiving");
      expect(await expectWhole(programs)).toEqual(listed);
      // A picture waits for the worker, and the worker knows.
      const asked = await programs.world.services.queue.depth();
      expect(asked).toBeGreaterThanOrEqual(listed.length);

      await programs.cleanUp();
      await expectExact(programs);
      expect(await programs.orphans()).toEqual([]);
      const left = await programs.rows();
      expect(left.filter(({ status }) => status === "active").map((file) => file.fileId)).toEqual(listed);
      expect(left).toHaveLength(listed.length + trashed);
      for (const kept of left) expect(await programs.bytesOf(kept.fileId)).toEqual(bytes);
    }
    expect(step).toBeGreaterThan(steps);
  },
);
