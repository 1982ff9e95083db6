/** Bodies that say they are JSON of a request, by what is wrong with them. */
export const rawBodies: Record<string, Uint8Array<ArrayBuffer>> = {
  "nothing of JSON": Buffer.from("hello"),
  "JSON that ends too early": Buffer.from('{"fileName":"a'),
  "30,000 arrays in each other": Buffer.from("[".repeat(30_000) + "]".repeat(30_000)),
  "10,000 objects in each other": Buffer.from(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`),
  "more than 64 KiB": Buffer.alloc(65 * 1024, 32),
  "a number beyond all numbers": Buffer.from('{"fileSize":1e999}'),
  "bytes that are no UTF-8": Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  "a lone surrogate": Buffer.from('{"fileName":"\\ud800"}'),
  "a NUL": Buffer.from('{"fileName":"a\u0000"}'),
  "a list": Buffer.from("[]"),
  null: Buffer.from("null"),
};
