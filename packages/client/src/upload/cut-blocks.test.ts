import { expect, test } from "vitest";
import { cutBlocks } from "./cut-blocks.ts";

async function* chunksOf(...lengths: number[]) {
  let next = 0;
  for (const length of lengths) yield Uint8Array.from({ length }, () => next++ % 256);
}
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
};
const cut = (lengths: number[], blockBytes: number, totalBytes: number) =>
  collect(cutBlocks(chunksOf(...lengths), blockBytes, totalBytes));

test("blocks are the stream from its first byte to its last, all of one length but the last, however it is chunked", async () => {
  const totalBytes = 23;
  const [whole = new Uint8Array()] = await collect(chunksOf(totalBytes));
  for (const lengths of [[23], [1, 22], [8, 8, 7], [0, 7, 9, 0, 7, 0], Array.from({ length: 23 }, () => 1)]) {
    for (const blockBytes of [1, 7, 8, 22, 23, 24]) {
      const blocks = await cut(lengths, blockBytes, totalBytes);
      expect(blocks.slice(0, -1).every(({ length }) => length === blockBytes)).toBe(true);
      expect(blocks.at(-1)?.length).toBeGreaterThan(0);
      expect(Buffer.concat(blocks).equals(whole)).toBe(true);
    }
  }
});

test("a block that was given out is never written to again", async () => {
  const blocks = cutBlocks(chunksOf(4, 4), 4, 8);
  const first = (await blocks.next()).value;
  const before = [...(first ?? [])];
  await blocks.next();
  expect([...(first ?? [])]).toEqual(before);
});

test.each([
  ["too few", [3, 3], 7],
  ["too many", [3, 5], 7],
  ["too many after the last block", [7, 1], 7],
  ["none", [], 7],
])("%s bytes are refused", async (_, lengths, totalBytes) => {
  await expect(cut(lengths, 3, totalBytes)).rejects.toMatchObject({ code: "source.length_wrong" });
});

test("a stream of words is refused: only its sender knows their encoding", async () => {
  const words: AsyncIterable<unknown> = (async function* () {
    yield "words";
  })();
  const read = async () => {
    for await (const _ of Reflect.apply(cutBlocks, undefined, [words, 4, 5])) expect.unreachable();
  };
  await expect(read()).rejects.toThrow(TypeError);
});
