import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { scalarBundle } from "./scalar-bundle.ts";

const ask = (headers: Record<string, string> = {}) =>
  scalarBundle(new Request("http://localhost:3000/api/docs/scalar.js", { headers }));

test("the script is one whole file, the same small or not, and is not sent to whoever has it", async () => {
  const plain = await ask();
  const small = await ask({ "accept-encoding": "br, gzip" });
  const bytes = Buffer.from(await plain.arrayBuffer());
  expect(String(bytes)).toContain("createApiReference");
  expect(plain.headers.get("content-length")).toBe(String(bytes.length));
  const sent = Buffer.from(await small.arrayBuffer());
  expect(small.headers.get("content-encoding")).toBe("gzip");
  expect(small.headers.get("content-length")).toBe(String(sent.length));
  expect(gunzipSync(sent).equals(bytes)).toBe(true);
  const again = await ask({ "if-none-match": plain.headers.get("etag") ?? "" });
  expect([again.status, again.body]).toEqual([304, null]);
});
