import { expect, test } from "vitest";
import { shareLinkTtl } from "./share-link-ttl.ts";

const at = "2026-03-01T12:00:00.000Z";

test("a link that ends in the year 9999 gets the longest ttl Cosmos takes, not one it refuses", () => {
  const link = { expiryDate: "9999-12-31T23:59:59.999Z", isRevoked: false, revokedDate: null };
  expect(shareLinkTtl(link, at)).toBe(2 ** 31 - 1);
});
