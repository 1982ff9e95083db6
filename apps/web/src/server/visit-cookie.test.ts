import { expect, test } from "vitest";
import { visitCookie, visitTokensOf } from "./visit-cookie.ts";

test("the cookie of a visit goes to its own link only and is out of reach for scripts", () => {
  const cookie = visitCookie("AAAAAAAAAAAAAAAAAAAAAA", "token", "https://pix.example.com");
  expect(cookie).toContain("Path=/s/AAAAAAAAAAAAAAAAAAAAAA;");
  expect(cookie).toMatch(/HttpOnly.*SameSite=Lax.*Secure/);
  expect(visitCookie("AAAAAAAAAAAAAAAAAAAAAA", "token", "http://localhost:3000")).not.toContain("Secure");
});

test("a request may show two visits: one in its cookie, one in its address", () => {
  const cookies = "theme=dark; cloudpix.visit=from-cookie";
  expect(visitTokensOf("from-address", cookies)).toEqual(["from-cookie", "from-address"]);
  expect(visitTokensOf(null, cookies)).toEqual(["from-cookie"]);
  expect(visitTokensOf(undefined, null)).toEqual([]);
});
