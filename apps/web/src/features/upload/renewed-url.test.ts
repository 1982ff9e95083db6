import type { FileView } from "@cloudpix/domain";
import { expect, test, vi } from "vitest";
import { StorageRefusal } from "./storage-refusal.ts";
import { wireError, world } from "./testing/upload-world.ts";
import { createUploadQueue } from "./upload-queue.ts";

/** A world whose storage takes `putsOfEach` from every URL, and an upload of ten blocks in it; told how it ended. */
const begin = async (
  putsOfEach: number,
  change: (ports: ReturnType<typeof world>["ports"]) => void = () => {},
) => {
  const { ports, blobs, puts, aborted } = world();
  const { putBlob, resumeUpload } = ports;
  const taken = new Map<string | null, number>();
  const renewals: string[] = [];
  ports.putBlob = async (put) => {
    const sig = new URL(put.url).searchParams.get("sig");
    const before = taken.get(sig) ?? 0;
    if (before >= putsOfEach) throw new StorageRefusal(403);
    taken.set(sig, before + 1);
    await putBlob(put);
  };
  ports.resumeUpload = async (fileId, signal) => {
    renewals.push(fileId);
    return resumeUpload(fileId, signal);
  };
  change(ports);
  const stored: FileView[] = [];
  const queue = createUploadQueue(ports, (file) => stored.push(file));
  const text = "0123456789".repeat(4);
  queue.add([new File([text], "a.jpg")]);
  await vi.waitFor(() => expect(["done", "failed"]).toContain(queue.rows()[0]?.phase));
  return { queue, text, blobs, puts, aborted, renewals };
};

test("an upload that outlives its URL goes on under fresh ones, and nothing is sent twice", async () => {
  const { queue, text, blobs, puts, renewals } = await begin(5);
  expect(queue.rows()[0]?.phase).toBe("done");
  expect([...blobs.values()]).toEqual([text]);
  expect(puts).toHaveLength(10);
  expect(renewals).toHaveLength(2);
});

test("a URL that is about to end is replaced before it does, once for all blocks", async () => {
  const { puts, renewals, queue } = await begin(100, (ports) => {
    const { createUpload } = ports;
    const soon = new Date(ports.nowMs() + 30 * 60_000).toISOString();
    ports.createUpload = async (input) => ({ ...(await createUpload(input)), expiresAt: soon });
  });
  expect(queue.rows()[0]?.phase).toBe("done");
  expect(puts).toHaveLength(10);
  expect(renewals).toHaveLength(1);
});

test("storage that refuses a fresh URL too refuses for good, and the space is given back", async () => {
  const { queue, aborted, renewals } = await begin(0);
  expect(queue.rows()[0]?.phase).toBe("failed");
  expect(renewals).toHaveLength(1);
  await vi.waitFor(() => expect(aborted).toHaveLength(1));
});

test("an upload the server has given up meanwhile is said so, and a retry starts it anew", async () => {
  const { queue, blobs, text } = await begin(5, (ports) => {
    let left = 1;
    const { resumeUpload } = ports;
    ports.resumeUpload = (fileId, signal) =>
      left-- > 0 ? Promise.reject(wireError("file.not_found", "Gone.")) : resumeUpload(fileId, signal);
  });
  expect(queue.rows()[0]).toMatchObject({ phase: "failed", sentence: "Gone." });
  queue.retry(queue.rows()[0]?.id ?? "");
  await vi.waitFor(() => expect(queue.rows()[0]?.phase).toBe("done"));
  expect([...blobs.values()]).toEqual([text]);
});
