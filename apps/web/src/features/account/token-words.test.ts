import type { AccessTokenView } from "@cloudpix/domain";
import { expect, test } from "vitest";
import { isEnded, scopesWords, tokenFacts } from "./token-words.ts";

const now = new Date("2026-03-03T12:00:00.000Z");
const token = (changes: Partial<AccessTokenView>): AccessTokenView => ({
  tokenId: "01999999-0000-7000-8000-000000000001",
  name: "Backup",
  scopes: ["files:read"],
  createdAt: "2026-03-01T12:00:00.000Z",
  lastUsedAt: null,
  expiresAt: "2026-06-01T12:00:00.000Z",
  ...changes,
});
const facts = (changes: Partial<AccessTokenView>) => tokenFacts(token(changes), now, "UTC");

test("a token tells when it was made and last used, and when it ends", () => {
  expect(facts({})).toBe("Made 1 March · never used · until 1 June");
  expect(facts({ lastUsedAt: "2026-03-03T01:00:00.000Z", expiresAt: null })).toBe(
    "Made 1 March · last used today · never ends",
  );
  expect(facts({ createdAt: "2025-12-31T12:00:00.000Z", lastUsedAt: "2026-03-02T23:00:00.000Z" })).toBe(
    "Made 31 December 2025 · last used yesterday · until 1 June",
  );
});

test("a token that has ended says so from the moment on that programs are refused", () => {
  const atOnce = { expiresAt: now.toISOString() };
  expect(isEnded(token(atOnce), now)).toBe(true);
  expect(facts(atOnce)).toMatch(/ended today$/);
  expect(isEnded(token({ expiresAt: null }), now)).toBe(false);
});

test("what a token lets programs do is one line", () => {
  expect(scopesWords(["files:read", "shares:write"])).toBe("See files, change links");
});
