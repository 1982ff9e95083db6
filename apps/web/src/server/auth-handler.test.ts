import { openWorld, type World } from "@cloudpix/api/testing";
import { NextRequest } from "next/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { handleAuth } from "./auth-handler.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  runWorld(world);
});
afterEach(() => world.close());

const form = "application/x-www-form-urlencoded";
const ask = (method: string, path: string, body?: BodyInit, type = form) => {
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { "content-type": type } }),
  });
  return handleAuth(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
};

test.each([
  ["POST", "_log", 404],
  ["GET", "_log", 404],
  ["GET", "verify-request", 404],
  ["GET", "callback/google", 404],
  ["GET", "toString", 404],
  ["POST", "error", 404],
  ["POST", "signin/credentials", 404],
  ["POST", "session", 405],
  ["POST", "csrf", 405],
  ["GET", "signout", 405],
  ["GET", "callback/credentials", 405],
  ["DELETE", "session", 405],
])("%s %s is closed and answers %i", async (method, path, status) => {
  const answer = await ask(method, path, method === "POST" ? "level=error&code=x" : undefined);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.has("allow")).toBe(status === 405);
});

test("where next-auth sends a browser that it got no answer for, there is the sign-in page", async () => {
  for (const path of ["error", "signin"]) {
    const answer = await ask(
      "GET",
      `${path}?error=x&callbackUrl=https://evil.example.com`.split("?")[0] ?? "",
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("http://localhost:3000/sign-in");
  }
});

test("a body larger than a form of ours is refused without being read whole", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384).fill(97));
    },
  });
  const request = new NextRequest("http://localhost:3000/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": form },
    body: endless,
    duplex: "half",
  });
  const params = Promise.resolve({ nextauth: ["callback", "credentials"] });
  expect((await handleAuth(request, { params })).status).toBe(413);
  expect(sent).toBeLessThan(1_000_000);
});

test("a body that is no form, or no text, is the caller's mistake", async () => {
  expect((await ask("POST", "callback/credentials", "{", "application/json")).status).toBe(415);
  expect((await ask("POST", "signout", new Uint8Array([0xff, 0xfe]))).status).toBe(400);
});
