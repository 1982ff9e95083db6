import { expect, test } from "vitest";
import { visitCookie, visitTokensOf } from "./visit-cookie.ts";

const linkId = "AAAAAAAAAAAAAAAAAAAAAA";
const https = "https://pix.example.com";
const http = "http://localhost:3000";

test("the cookie of a visit goes to its own link only and is out of reach for scripts", () => {
  for (const origin of [https, http]) {
    const cookie = visitCookie(linkId, "token", origin);
    expect(cookie).toContain(`Path=/s/${linkId};`);
    expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/);
  }
});

test("on https browsers take the cookie of a visit from https alone; plain http of this machine cannot say so", () => {
  expect(visitCookie(linkId, "token", https)).toMatch(/^__Secure-cloudpix\.visit=token;.*; Secure$/);
  expect(visitCookie(linkId, "token", http)).toMatch(/^cloudpix\.visit=token;/);
  expect(visitCookie(linkId, "token", http)).not.toContain("Secure");
});

test("a request may show two visits: one in its cookie, one in its address", () => {
  const cookies = "theme=dark; cloudpix.visit=planted; __Secure-cloudpix.visit=from-cookie";
  const shown = (inAddress: string | null | undefined, cookieHeader: string | null, publicOrigin = https) =>
    visitTokensOf({ inAddress, cookieHeader, publicOrigin });
  expect(shown("from-address", cookies)).toEqual(["from-cookie", "from-address"]);
  expect(shown(null, cookies)).toEqual(["from-cookie"]);
  expect(shown(null, "cloudpix.visit=planted")).toEqual([]);
  expect(shown(null, "cloudpix.visit=from-cookie", http)).toEqual(["from-cookie"]);
  expect(shown(undefined, null)).toEqual([]);
});
