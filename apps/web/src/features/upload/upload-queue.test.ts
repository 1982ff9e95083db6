import type { FileView } from "@cloudpix/domain";
import { expect, test, vi } from "vitest";
import { StorageRefusal } from "./storage-refusal.ts";
import { wireError, world } from "./testing/upload-world.ts";
import type { UploadPorts } from "./upload-ports.ts";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";

const phases = (queue: UploadQueue) => queue.rows().map(({ phase }) => phase);
const settled = (queue: UploadQueue) =>
  vi.waitFor(() => {
    for (const phase of phases(queue)) expect(["done", "failed", "cancelled"]).toContain(phase);
  });
const fails = (step: string, times: number, error: () => Error) => {
  let left = times;
  return (current: string) => {
    if (current === step && left-- > 0) throw error();
  };
};

test("what arrives in storage is the file, byte for byte, and the gallery hears of it", async () => {
  const { ports, blobs } = world();
  const stored: FileView[] = [];
  const queue = createUploadQueue(ports, (file) => stored.push(file));
  queue.add([new File(["0123456789"], "a.jpg"), new File(["x"], "b.jpg")]);
  await settled(queue);
  expect(phases(queue)).toEqual(["done", "done"]);
  expect([...blobs.values()].sort()).toEqual(["0123456789", "x"]);
  expect(stored).toHaveLength(2);
});

test("an empty file is refused in its row and never announced", async () => {
  const { ports } = world(() => expect.unreachable());
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File([], "empty.txt")]);
  expect(queue.rows()[0]).toMatchObject({
    phase: "failed",
    sentence: "An empty file cannot be uploaded.",
    isFinal: true,
  });
  queue.retry(queue.rows()[0]?.id ?? "");
  expect(phases(queue)).toEqual(["failed"]);
});

test("a block that storage refuses for the moment is sent again by itself", async () => {
  const { ports, blobs } = world(fails("block 000001", 3, () => new StorageRefusal(503)));
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["0123456789"], "a.jpg")]);
  await settled(queue);
  expect([...blobs.values()]).toEqual(["0123456789"]);
});

test("after a lost connection a retry sends only the blocks that are missing", async () => {
  const { ports, blobs, puts } = world(fails("list", 7, () => new StorageRefusal(0)));
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["0123456789"], "a.jpg")]);
  await settled(queue);
  expect(queue.rows()[0]?.sentence).toMatch(/connection was lost/);
  queue.retry(queue.rows()[0]?.id ?? "");
  await settled(queue);
  expect(phases(queue)).toEqual(["done"]);
  expect([...blobs.values()]).toEqual(["0123456789"]);
  expect(puts.sort()).toEqual(["000000", "000001", "000002"]);
});

test("after the server threw the bytes away a retry sends all of them under a new request", async () => {
  const { ports, blobs, puts } = world(
    fails("complete", 1, () => wireError("upload.digest_wrong", "Damaged.")),
  );
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["01234567"], "a.jpg")]);
  await settled(queue);
  expect(queue.rows()[0]).toMatchObject({ phase: "failed", sentence: "Damaged." });
  queue.retry(queue.rows()[0]?.id ?? "");
  await settled(queue);
  expect(phases(queue)).toEqual(["done"]);
  expect(blobs.size).toBe(2);
  expect(puts).toHaveLength(4);
});

test("a full account is said in the server's words before a byte is sent", async () => {
  const { ports, puts } = world(fails("create", 1, () => wireError("quota.exceeded", "Not enough space.")));
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["0123"], "a.jpg")]);
  await settled(queue);
  expect(queue.rows()[0]?.sentence).toBe("Not enough space.");
  expect(puts).toEqual([]);
});

test("a cancelled file stops where it is, is never completed, and lets the next one start", async () => {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const { ports, blobs } = world(async (step) => {
    if (step !== "block 000001") return;
    reached.resolve();
    await gate.promise;
  });
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["0123456789"], "a.jpg"), ...["b", "c", "d"].map((name) => new File(["x"], name))]);
  await reached.promise;
  queue.cancel(queue.rows()[0]?.id ?? "");
  gate.resolve();
  await settled(queue);
  expect(phases(queue)).toEqual(["cancelled", "done", "done", "done"]);
  expect([...blobs.values()]).toEqual(["x", "x", "x"]);
});

test("a cancelled upload gives its space back, even when it is cancelled while it is being announced", async () => {
  for (const step of ["create", "block 000001"]) {
    const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { ports, aborted, tickets } = world(async (current) => {
      if (current !== step) return;
      reached.resolve();
      await gate.promise;
    });
    const queue = createUploadQueue(ports, () => expect.unreachable());
    queue.add([new File(["0123456789"], "a.jpg")]);
    await reached.promise;
    queue.cancel(queue.rows()[0]?.id ?? "");
    gate.resolve();
    await vi.waitFor(() => expect(aborted).toHaveLength(1));
    expect(aborted).toEqual([...tickets.keys()]);
  }
});

test("a file that storage has in full can no longer be cancelled", async () => {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { ports, aborted } = world(async (step) => {
    if (step !== "complete") return;
    reached.resolve();
    await gate.promise;
  });
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["x"], "a.jpg")]);
  await reached.promise;
  queue.cancel(queue.rows()[0]?.id ?? "");
  gate.resolve();
  await settled(queue);
  expect(phases(queue)).toEqual(["done"]);
  expect(aborted).toEqual([]);
});

test("dismissing a failed upload, and starting one over, gives the space back", async () => {
  // Two tries, each under its URL and under a fresh one.
  const { ports, aborted } = world(fails("block 000000", 4, () => new StorageRefusal(403)));
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["01"], "a.jpg")]);
  await settled(queue);
  expect(aborted).toHaveLength(1);
  queue.retry(queue.rows()[0]?.id ?? "");
  await settled(queue);
  expect(new Set(aborted).size).toBe(2);
  const lost = world(fails("list", 7, () => new StorageRefusal(0)));
  const other = createUploadQueue(lost.ports, () => {});
  other.add([new File(["01"], "a.jpg")]);
  await settled(other);
  expect(lost.aborted).toEqual([]);
  other.clear();
  await vi.waitFor(() => expect(lost.aborted).toHaveLength(1));
});

test("a picture has the shape this device sees until the server knows its own", async () => {
  const { ports } = world();
  const stored: FileView[] = [];
  const readPictureSize = async () => ({ width: 30, height: 40 });
  const queue = createUploadQueue({ ...ports, readPictureSize }, (file) => stored.push(file));
  queue.add([new File(["x"], "a.jpg")]);
  await settled(queue);
  expect(stored[0]).toMatchObject({ width: 30, height: 40 });
});

test("never more than three files are on their way at once", async () => {
  let [now, most] = [0, 0];
  const { ports } = world();
  const queue = createUploadQueue(
    {
      ...ports,
      createUpload: async (input) => {
        now += 1;
        most = Math.max(most, now);
        return ports.createUpload(input);
      },
      completeUpload: async (input, signal) => {
        now -= 1;
        return ports.completeUpload(input, signal);
      },
    },
    () => {},
  );
  queue.add(Array.from({ length: 10 }, (_, index) => new File(["x"], `${index}.jpg`)));
  await settled(queue);
  expect(most).toBe(3);
});

test("files added together keep their order in a gallery that shows the newest first", async () => {
  const { ports } = world();
  const names = Array.from({ length: 20 }, (_, index) => `${index}.jpg`);
  const ids = new Map<string, string>();
  const createUpload: UploadPorts["createUpload"] = (input) => {
    ids.set(input.fileName, input.requestId ?? "");
    return ports.createUpload(input);
  };
  let clock = 1_772_000_000_000;
  const nowMs = () => {
    clock += 1;
    return clock;
  };
  const queue = createUploadQueue({ ...ports, createUpload, nowMs }, () => {});
  queue.add(names.map((name) => new File(["x"], name)));
  await settled(queue);
  const newestFirst = [...names].sort((a, b) => ((ids.get(a) ?? "") < (ids.get(b) ?? "") ? 1 : -1));
  expect(newestFirst).toEqual(names);
});

test("clearing the tray keeps what is still under way", async () => {
  const gate = Promise.withResolvers<void>();
  const { ports } = world((step) => (step === "complete" ? gate.promise : undefined));
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["x"], "a.jpg"), new File([], "empty")]);
  queue.clear();
  expect(queue.rows().map(({ fileName }) => fileName)).toEqual(["a.jpg"]);
  gate.resolve();
  await settled(queue);
});

test("a failed upload that waits for another try gives its space back when it is cancelled", async () => {
  const gate = Promise.withResolvers<void>();
  const held = new Set(["b.jpg", "c.jpg", "d.jpg"]);
  const { ports, aborted, tickets } = world(fails("list", 1_000, () => new StorageRefusal(503)));
  const { createUpload } = ports;
  ports.createUpload = async (input) => {
    if (held.has(input.fileName)) await gate.promise;
    return createUpload(input);
  };
  const queue = createUploadQueue(ports, () => {});
  queue.add([new File(["0123456789"], "a.jpg")]);
  await vi.waitFor(() => expect(phases(queue)).toEqual(["failed"]));
  queue.add([...held].map((name) => new File(["x"], name)));
  const failed = queue.rows()[0]?.id ?? "";
  queue.retry(failed);
  expect(phases(queue)[0]).toBe("waiting");
  queue.cancel(failed);
  await vi.waitFor(() => expect(aborted).toEqual([...tickets.keys()]));
  gate.resolve();
  await settled(queue);
});
