import { expect, test } from "vitest";
import { requireSameOrigin } from "./same-origin.ts";

const origin = "https://pix.example.com";
const ask = (headers: Record<string, string>) => () => requireSameOrigin(new Headers(headers), origin);

test("our own pages and programs without a browser may send", () => {
  expect(ask({ "sec-fetch-site": "same-origin", origin })).not.toThrow();
  expect(ask({ "sec-fetch-site": "same-origin", origin: "null" })).not.toThrow();
  expect(ask({ origin })).not.toThrow();
  expect(ask({})).not.toThrow();
});

test("other sites may not, whatever Origin says", () => {
  expect(ask({ "sec-fetch-site": "cross-site", origin })).toThrow();
  expect(ask({ "sec-fetch-site": "same-site", origin })).toThrow();
  expect(ask({ origin: "https://evil.example.com" })).toThrow();
  expect(ask({ origin: "null" })).toThrow();
});
