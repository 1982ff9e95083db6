import { randomBytes, randomUUID } from "node:crypto";
import { addMs, HOUR_MS, MINUTE_MS } from "@cloudpix/domain";
import { beforeEach, describe, expect, test } from "vitest";
import type { BlobRef, BlobStore } from "./blob-store.ts";

/** The storage under test, and the part of the outside world: who holds a signed URL. */
export type BlobStoreSetup = {
  blobs: BlobStore;
  /** False when storage refuses the URL. */
  upload(url: string, bytes: Uint8Array): Promise<boolean>;
  uploadBlock(url: string, blockId: string, bytes: Uint8Array): Promise<boolean>;
  /** False also when not all of the blocks are there. */
  commitBlocks(url: string, blockIds: readonly string[]): Promise<boolean>;
  download(url: string): Promise<{ status: number; headers: Headers; bytes: Uint8Array }>;
};

const readAll = async (stream: ReadableStream<Uint8Array>) => Buffer.concat(await Array.fromAsync(stream));

/** What every {@link BlobStore} promises. Containers may hold blobs of other tests. */
export const blobStoreContract = (driver: string, open: () => Promise<BlobStoreSetup>) =>
  describe(`BlobStore in ${driver}`, () => {
    let setup: BlobStoreSetup;
    let blobs: BlobStore;
    let folder: string;
    let photo: BlobRef;
    beforeEach(async () => {
      setup = await open();
      blobs = setup.blobs;
      folder = `${randomUUID()}/`;
      photo = { container: "cloudpix-files", name: `${folder}café 100%?#🦊.jpg` };
    });
    const write = (blob: BlobRef, text: string) => blobs.write(blob, Buffer.from(text), "text/plain");
    const etagOf = async (blob: BlobRef) => (await blobs.facts(blob))?.etag ?? "none";

    test("what was written is read back byte for byte, with its length and its ETag", async () => {
      const bytes = randomBytes(300_000);
      await blobs.write(photo, bytes, "image/jpeg");
      const read = await blobs.read(photo);
      expect(read).toMatchObject({ lengthBytes: 300_000, sizeBytes: 300_000, etag: await etagOf(photo) });
      expect(bytes.equals(await readAll(read?.stream ?? new ReadableStream()))).toBe(true);
      expect(await blobs.facts(photo)).toEqual({ sizeBytes: 300_000, etag: read?.etag });
    });

    test.for<[string, { start: number; end?: number }, string]>([
      ["both ends included", { start: 2, end: 4 }, "234"],
      ["one byte", { start: 0, end: 0 }, "0"],
      ["open end", { start: 7 }, "789"],
      ["an end behind the end of the blob", { start: 8, end: 999 }, "89"],
    ])("a range is exact: %s", async ([, range, text]) => {
      await write(photo, "0123456789");
      const read = await blobs.read(photo, range);
      expect(read).toMatchObject({ lengthBytes: text.length, sizeBytes: 10 });
      expect(String(await readAll(read?.stream ?? new ReadableStream()))).toBe(text);
    });

    test("a range that begins behind the end, or is none, is a RangeError", async () => {
      await write(photo, "0123456789");
      await expect(blobs.read(photo, { start: 10 })).rejects.toThrow(RangeError);
      await expect(blobs.read(photo, { start: 5, end: 4 })).rejects.toThrow(RangeError);
      await expect(blobs.read(photo, { start: -1 })).rejects.toThrow(RangeError);
    });

    test("an empty blob has a length of 0 and no ranges", async () => {
      await write(photo, "");
      const read = await blobs.read(photo);
      expect(read).toMatchObject({ lengthBytes: 0, sizeBytes: 0 });
      expect(await readAll(read?.stream ?? new ReadableStream())).toHaveLength(0);
      await expect(blobs.read(photo, { start: 0 })).rejects.toThrow(RangeError);
    });

    test("what is not there is null or false", async () => {
      expect(await blobs.facts(photo)).toBeNull();
      expect(await blobs.read(photo)).toBeNull();
      expect(await blobs.read(photo, { start: 5 })).toBeNull();
      expect(await blobs.remove(photo)).toBe(false);
      expect(await blobs.removeFolder("cloudpix-files", folder)).toBe(0);
    });

    test("writing again replaces the bytes and changes the ETag", async () => {
      await write(photo, "first");
      const first = await etagOf(photo);
      await write(photo, "second");
      expect(await etagOf(photo)).not.toBe(first);
      expect(await blobs.facts(photo)).toMatchObject({ sizeBytes: 6 });
    });

    test("removing says once that there was something", async () => {
      await write(photo, "x");
      expect(await blobs.remove(photo)).toBe(true);
      expect(await blobs.remove(photo)).toBe(false);
      expect(await blobs.facts(photo)).toBeNull();
    });

    test.for([
      ["small", 5],
      ["so large that it is copied asynchronously", 300 * 1024 ** 2],
    ] as const)(
      "a copy carries the bytes and is made once: repeated, it finds what is there: %s",
      async ([, announcedBytes]) => {
        const source: BlobRef = { container: "cloudpix-incoming", name: `${folder}upload` };
        await write(source, "bytes");
        const etag = await etagOf(source);
        expect(await blobs.copy(source, etag, photo, announcedBytes)).toBe("copied");
        expect(await blobs.copy(source, etag, photo, announcedBytes)).toBe("exists");
        await write(source, "other");
        expect(await blobs.copy(source, await etagOf(source), photo, announcedBytes)).toBe("exists");
        const read = await blobs.read(photo);
        expect(String(await readAll(read?.stream ?? new ReadableStream()))).toBe("bytes");
      },
    );

    test.for([
      ["small", 5],
      ["so large that it is copied asynchronously", 300 * 1024 ** 2],
    ] as const)("a source that changed or is gone is never copied: %s", async ([, announcedBytes]) => {
      const source: BlobRef = { container: "cloudpix-incoming", name: `${folder}upload` };
      await write(source, "bytes");
      const etag = await etagOf(source);
      await write(source, "swapped after the check");
      expect(await blobs.copy(source, etag, photo, announcedBytes)).toBe("source_changed");
      await blobs.remove(source);
      expect(await blobs.copy(source, etag, photo, announcedBytes)).toBe("source_changed");
      expect(await blobs.facts(photo)).toBeNull();
    });

    test("a folder is removed with all that is in it and nothing else", async () => {
      const names = Array.from({ length: 20 }, (_, index) => `${folder}${index}`);
      const neighbour: BlobRef = { container: "cloudpix-thumbnails", name: `x${folder}0` };
      await Promise.all(names.map((name) => write({ container: "cloudpix-thumbnails", name }, "x")));
      await write(neighbour, "x");
      await write(photo, "x");
      expect(await blobs.removeFolder("cloudpix-thumbnails", folder)).toBe(20);
      expect(await blobs.removeFolder("cloudpix-thumbnails", folder)).toBe(0);
      expect(await blobs.facts(neighbour)).not.toBeNull();
      expect(await blobs.facts(photo)).not.toBeNull();
      await expect(blobs.removeFolder("cloudpix-files", "")).rejects.toThrow(RangeError);
    });

    test("a listing walks all old blobs in order, page after page, without gap or repetition", async () => {
      const names = Array.from({ length: 7 }, (_, index) => `${folder}${index}`);
      await Promise.all(names.map((name) => write({ container: "cloudpix-incoming", name }, "x")));
      const seen: string[] = [];
      for (let after: string | undefined; ; after = seen.at(-1)) {
        const options = { before: new Date(Date.now() + HOUR_MS), limit: 3, ...(after ? { after } : {}) };
        const page = await blobs.list("cloudpix-incoming", options);
        expect(page.length).toBeLessThanOrEqual(3);
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen.filter((name) => name.startsWith(folder))).toEqual(names);
      expect(new Set(seen).size).toBe(seen.length);
    });

    test("a listing leaves out what was written since", async () => {
      await write({ container: "cloudpix-incoming", name: `${folder}new` }, "x");
      const before = new Date(Date.now() - HOUR_MS);
      expect(await blobs.list("cloudpix-incoming", { before, limit: 100 })).toEqual([]);
    });

    test("an upload URL stores its bytes in cloudpix-incoming, until it ends", async () => {
      const [name, now] = [`${folder}upload`, new Date()];
      const url = await blobs.signUpload(name, addMs(now, HOUR_MS), now);
      expect(await setup.upload(url, Buffer.from("sent"))).toBe(true);
      expect(await blobs.facts({ container: "cloudpix-incoming", name })).toMatchObject({ sizeBytes: 4 });
      expect(await blobs.facts({ container: "cloudpix-files", name })).toBeNull();

      const ended = await blobs.signUpload(name, addMs(now, -MINUTE_MS), addMs(now, -HOUR_MS));
      expect(await setup.upload(ended, Buffer.from("late"))).toBe(false);
    });

    describe("a read URL", () => {
      const as = (now: Date, disposition: "inline" | "attachment" = "inline") => ({
        fileName: "café 100%?#.jpg",
        contentType: "image/jpeg",
        disposition,
        now,
      });

      test("answers with exactly the type, name and caching it was signed for", async () => {
        await blobs.write(photo, Buffer.from("<script>"), "text/html");
        const answer = await setup.download(await blobs.signRead(photo, as(new Date(), "attachment")));
        expect(answer.status).toBe(200);
        expect(Buffer.from(answer.bytes).toString()).toBe("<script>");
        expect(answer.headers.get("content-type")).toBe("image/jpeg");
        expect(answer.headers.get("content-disposition")).toBe(
          `attachment; filename="caf_ 100_?#.jpg"; filename*=UTF-8''caf%C3%A9%20100%25%3F%23.jpg`,
        );
        expect(answer.headers.get("cache-control")).toBe("private, max-age=3600, immutable");
      });

      test("is the same for all who ask within a quarter of an hour, and another one after it", async () => {
        const [first, last] = [new Date("2030-01-01T10:15:00.000Z"), new Date("2030-01-01T10:29:59.999Z")];
        const url = await blobs.signRead(photo, as(first));
        expect(await blobs.signRead(photo, as(last))).toBe(url);
        expect(await blobs.signRead(photo, as(addMs(last, 1)))).not.toBe(url);
        expect(await blobs.signRead(photo, as(first, "attachment"))).not.toBe(url);
        expect(await blobs.signRead({ ...photo, container: "cloudpix-thumbnails" }, as(first))).not.toBe(url);
      });

      test("lives 60 minutes at least, ends, and does not take bytes", async () => {
        await write(photo, "x");
        const now = new Date();
        const status = async (ageMs: number) =>
          (await setup.download(await blobs.signRead(photo, as(addMs(now, -ageMs))))).status;
        expect(await status(59 * MINUTE_MS)).toBe(200);
        expect(await status(76 * MINUTE_MS)).toBe(403);
        expect(await setup.upload(await blobs.signRead(photo, as(now)), Buffer.from("forged"))).toBe(false);
        expect(await blobs.facts(photo)).toMatchObject({ sizeBytes: 1 });
      });
    });

    test("ping succeeds while storage answers", async () => {
      await expect(blobs.ping()).resolves.toBeUndefined();
    });
  });
