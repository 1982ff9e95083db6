import { randomBytes, randomUUID } from "node:crypto";
import { addMs, HOUR_MS } from "@cloudpix/domain";
import { beforeEach, describe, expect, test } from "vitest";
import type { BlobStoreSetup } from "./blob-store.contract.ts";
import type { BlobRef, BlobStore } from "./blob-store.ts";

const MIB = 1024 ** 2;

/** Yields `bytes` in parts of `partBytes`, then does what `end` does. */
async function* parts(bytes: Uint8Array, partBytes: number, end?: () => unknown): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.byteLength; offset += partBytes) {
    yield bytes.subarray(offset, offset + partBytes);
  }
  await end?.();
}

/** What every driver promises of `writeStream` and `receivedBlocks`. */
export const writeStreamContract = (driver: string, open: () => Promise<BlobStoreSetup>) =>
  describe(`writing a stream, in ${driver}`, () => {
    let setup: BlobStoreSetup;
    let blobs: BlobStore;
    let blob: BlobRef;
    beforeEach(async () => {
      setup = await open();
      blobs = setup.blobs;
      blob = { container: "cloudpix-incoming", name: `${randomUUID()}/café 100%?#🦊` };
    });
    const asVideo = { contentType: "video/mp4" };
    const stored = async () => {
      const read = await blobs.read(blob);
      return read && Buffer.concat(await Array.fromAsync(read.stream));
    };

    test.for([
      ["less than a block in odd parts", 1_000_003, 7_777],
      ["many blocks in odd parts", 21 * MIB + 3, 60_001],
      ["exactly two blocks", 4 * MIB, 64 * 1024],
      ["one part that is larger than blocks are", 9 * MIB, 9 * MIB],
      ["a single byte", 1, 1],
    ] as const)(
      "what the source yields becomes the blob, byte for byte: %s",
      async ([, sizeBytes, partBytes]) => {
        const bytes = randomBytes(sizeBytes);
        expect(await blobs.writeStream(blob, parts(bytes, partBytes), asVideo)).toEqual({ sizeBytes });
        expect(bytes.equals((await stored()) ?? Buffer.alloc(0))).toBe(true);
      },
    );

    test("a source that fills one buffer again and again is stored as it was when it yielded", async () => {
      async function* reusing() {
        const chunk = Buffer.alloc(3 * MIB);
        for (let fill = 1; fill <= 5; fill++) yield chunk.fill(fill);
      }
      await blobs.writeStream(blob, reusing(), asVideo);
      const expected = [1, 2, 3, 4, 5].map((fill) => Buffer.alloc(3 * MIB, fill));
      expect(Buffer.concat(expected).equals((await stored()) ?? Buffer.alloc(0))).toBe(true);
    });

    test("a source without a byte makes an empty blob", async () => {
      for (const source of [parts(Buffer.alloc(0), 1), parts(Buffer.alloc(0), 1, () => undefined)]) {
        expect(await blobs.writeStream(blob, source, asVideo)).toEqual({ sizeBytes: 0 });
        expect(await blobs.facts(blob)).toMatchObject({ sizeBytes: 0 });
      }
    });

    test("nothing is to be seen before the last byte, and then it replaces what was there", async () => {
      await blobs.write(blob, Buffer.from("old"), "text/plain");
      let during: unknown;
      const look = async () => {
        during = await stored();
      };
      await blobs.writeStream(blob, parts(Buffer.alloc(9 * MIB, 1), MIB, look), asVideo);
      expect(String(during)).toBe("old");
      expect(await blobs.facts(blob)).toMatchObject({ sizeBytes: 9 * MIB });
    });

    test.for([
      ["at once", 0],
      ["within the first block", MIB],
      ["after blocks were sent", 17 * MIB],
    ] as const)(
      "a source that fails %s leaves nothing, and its error is thrown on",
      async ([, sizeBytes]) => {
        const error = new TypeError("the sender went away");
        const failing = () =>
          parts(Buffer.alloc(sizeBytes), MIB, () => {
            throw error;
          });
        await expect(blobs.writeStream(blob, failing(), asVideo)).rejects.toBe(error);
        expect(await blobs.facts(blob)).toBeNull();
        await blobs.write(blob, Buffer.from("old"), "text/plain");
        await expect(blobs.writeStream(blob, failing(), asVideo)).rejects.toBe(error);
        expect(String(await stored())).toBe("old");
      },
    );

    test.for([
      ["at once", 0],
      ["after blocks were sent", 17 * MIB],
    ] as const)(
      "an abort ends a source that is stuck %s: nothing is left, the reason is thrown",
      async ([, sizeBytes]) => {
        const abort = new AbortController();
        const reason = new Error("too slow");
        const stuck = parts(Buffer.alloc(sizeBytes), MIB, () => {
          queueMicrotask(() => abort.abort(reason));
          return new Promise(() => undefined);
        });
        await expect(blobs.writeStream(blob, stuck, { ...asVideo, signal: abort.signal })).rejects.toBe(
          reason,
        );
        expect(await blobs.facts(blob)).toBeNull();
        const late = blobs.writeStream(blob, parts(Buffer.alloc(1), 1), { ...asVideo, signal: abort.signal });
        await expect(late).rejects.toBe(reason);
        expect(await blobs.facts(blob)).toBeNull();
      },
    );

    test("a source that is left in the middle is closed", async () => {
      const abort = new AbortController();
      const closed = Promise.withResolvers<string>();
      async function* endless() {
        try {
          for (let parts = 0; ; parts++) {
            if (parts === 9) abort.abort(new Error("enough"));
            yield Buffer.alloc(MIB);
          }
        } finally {
          closed.resolve("closed");
        }
      }
      const written = blobs.writeStream(blob, endless(), { ...asVideo, signal: abort.signal });
      await expect(written).rejects.toThrow("enough");
      expect(await closed.promise).toBe("closed");
    });

    test("two writers of one name at a time never mix: the blob is what one of the successful ones sent", async () => {
      const contents = [1, 2, 3].map((fill) => Buffer.alloc(13 * MIB + fill, fill));
      const outcomes = await Promise.allSettled(
        contents.map((bytes) => blobs.writeStream(blob, parts(bytes, MIB), asVideo)),
      );
      const there = (await stored()) ?? Buffer.alloc(0);
      const winner = contents.findIndex((bytes) => bytes.equals(there));
      expect(outcomes[winner]).toMatchObject({ status: "fulfilled" });
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason.code).toBe("dependency.unavailable");
      }
    });

    describe("received blocks", () => {
      const ids = [0, 1, 2].map((index) => Buffer.from(`block-${index}`).toString("base64"));
      const uploadUrl = () => blobs.signUpload(blob.name, addMs(new Date(), HOUR_MS), new Date());
      const received = async () =>
        (await blobs.receivedBlocks(blob.name)).toSorted((a, b) => (a.blockId < b.blockId ? -1 : 1));

      test("are those that arrived under this name, before and after they are committed; a repeated one counts once", async () => {
        expect(await received()).toEqual([]);
        const url = await uploadUrl();
        const expected: unknown[] = [];
        for (const [index, blockId] of ids.entries()) {
          expect(await setup.uploadBlock(url, blockId, Buffer.alloc(9))).toBe(true);
          expect(await setup.uploadBlock(url, blockId, Buffer.alloc(10 + index))).toBe(true);
          expected.push({ blockId, sizeBytes: 10 + index });
          expect(await received()).toEqual(expected);
          expect(await blobs.facts(blob)).toBeNull();
        }
        expect(await blobs.receivedBlocks(`${blob.name}x`)).toEqual([]);
        expect(await setup.commitBlocks(url, ids)).toBe(true);
        expect(await received()).toEqual(expected);
        expect(await blobs.facts(blob)).toMatchObject({ sizeBytes: 33 });
      });

      test("that are committed may be committed again, beside newer ones and without some; what is left out is gone", async () => {
        const url = await uploadUrl();
        const put = (index: number, text: string) =>
          setup.uploadBlock(url, ids[index] ?? "", Buffer.from(text));
        for (const [index, text] of ["aa", "bb", "cc"].entries()) await put(index, text);
        expect(await setup.commitBlocks(url, ids)).toBe(true);
        expect(await setup.commitBlocks(url, ids)).toBe(true);
        expect(String(await stored())).toBe("aabbcc");

        await put(1, "BBB");
        expect((await received()).map(({ sizeBytes }) => sizeBytes)).toEqual([2, 3, 2]);
        expect(String(await stored())).toBe("aabbcc");
        expect(await setup.commitBlocks(url, ids.slice(0, 2))).toBe(true);
        expect(String(await stored())).toBe("aaBBB");
        expect((await received()).map(({ blockId }) => blockId)).toEqual(ids.slice(0, 2));
        expect(await setup.commitBlocks(url, ids)).toBe(false);
      });

      test("that are unknown cannot be committed", async () => {
        const url = await uploadUrl();
        await setup.uploadBlock(url, ids[0] ?? "", Buffer.alloc(1));
        expect(await setup.commitBlocks(url, ids)).toBe(false);
        expect(await blobs.facts(blob)).toBeNull();
        expect(await received()).toHaveLength(1);
      });

      test("are not listed beside a blob that was written in one piece", async () => {
        await blobs.write(blob, Buffer.from("x"), "text/plain");
        expect(await received()).toEqual([]);
      });
    });
  });
