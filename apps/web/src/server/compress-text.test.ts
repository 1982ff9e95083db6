import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressText, takesGzip } from "./compress-text.ts";

const long = Buffer.from("the same again ".repeat(1_000));
const veryLong = Buffer.from("the same again ".repeat(10_000));

test.each([
  ["long", long],
  ["very long", veryLong],
])("a %s text is sent small to whoever takes gzip, and comes out the same", async (_, long) => {
  const { bytes, encoding } = await compressText(long, "br, gzip;q=0.8");
  expect(encoding).toBe("gzip");
  expect(bytes.length).toBeLessThan(long.length / 10);
  expect(gunzipSync(bytes).equals(long)).toBe(true);
});

test("a short text, and one for somebody who does not take gzip, is sent as it is", async () => {
  const short = Buffer.from("{}");
  expect(await compressText(short, "gzip")).toEqual({ bytes: short, encoding: undefined });
  expect(await compressText(long, "br")).toEqual({ bytes: long, encoding: undefined });
  expect(await compressText(long, undefined)).toEqual({ bytes: long, encoding: undefined });
});

test.each([
  ["gzip", true],
  ["deflate, GZIP", true],
  ["gzip;q=1.0", true],
  ["gzip;q=0", false],
  ["gzip;q=0.0", false],
  ["identity", false],
  ["", false],
])("%j takes gzip: %s", (header, takes) => expect(takesGzip(header)).toBe(takes));
