import { expect, test } from "vitest";
import { isPreviewBot } from "./preview-bot.ts";
import { visitCookie, visitTokenOf } from "./visit-cookie.ts";

test("the cookie of a visit goes to its own link only and is out of reach for scripts", () => {
  const cookie = visitCookie("AAAAAAAAAAAAAAAAAAAAAA", "token", "https://pix.example.com");
  expect(cookie).toContain("Path=/s/AAAAAAAAAAAAAAAAAAAAAA;");
  expect(cookie).toMatch(/HttpOnly.*SameSite=Lax.*Secure/);
  expect(visitCookie("AAAAAAAAAAAAAAAAAAAAAA", "token", "http://localhost:3000")).not.toContain("Secure");
});

test("the address beats the cookie, and both may be missing", () => {
  const cookies = "theme=dark; cloudpix.visit=from-cookie";
  expect(visitTokenOf(new URLSearchParams("v=from-address"), cookies)).toBe("from-address");
  expect(visitTokenOf(new URLSearchParams(), cookies)).toBe("from-cookie");
  expect(visitTokenOf(new URLSearchParams(), null)).toBeUndefined();
});

test("chat programs are known by name, browsers are none of them", () => {
  const says = (agent: string) => isPreviewBot(new Headers({ "user-agent": agent }));
  expect(says("WhatsApp/2.23.20.0")).toBe(true);
  expect(says("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)")).toBe(true);
  expect(says("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36")).toBe(
    false,
  );
  expect(says("curl/8.5.0")).toBe(false);
});
