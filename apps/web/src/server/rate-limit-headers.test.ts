import { createRateLimits } from "@cloudpix/api";
import { openWorld } from "@cloudpix/api/testing";
import { expect, onTestFinished, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { createTightestWindow, rateLimitHeaders } from "./rate-limit-headers.ts";
import { handleRest } from "./rest/handle-rest.ts";

const told = (...windows: [limit: number, remaining: number, resetSeconds: number][]) => {
  const tightest = createTightestWindow();
  for (const [limit, remaining, resetSeconds] of windows) tightest.note({ limit, remaining, resetSeconds });
  return Object.values(rateLimitHeaders({ rateWindow: tightest.read })).map(Number);
};

test("of several windows the caller is told the one it will meet first, in whatever order they came", () => {
  expect(told([30, 12, 60], [10, 3, 20], [100, 80, 60])).toEqual([10, 3, 20]);
  expect(told([10, 3, 20], [30, 12, 60])).toEqual([10, 3, 20]);
});

test("of two that are equally full, the one that stays so longer", () => {
  expect(told([10, 0, 20], [30, 0, 50], [100, 0, 40])).toEqual([30, 0, 50]);
});

test("where nothing was counted there is nothing to tell", () => {
  expect(told()).toEqual([]);
});

test("the headers have the names that clients know", () => {
  const rateWindow = () => ({ limit: 10, remaining: 3, resetSeconds: 20 });
  expect(rateLimitHeaders({ rateWindow })).toEqual({
    "ratelimit-limit": "10",
    "ratelimit-remaining": "3",
    "ratelimit-reset": "20",
  });
});

test("REST tells them on success, on a refusal and on 429", async () => {
  const world = await openWorld();
  onTestFinished(() => world.close());
  const { db, now } = world.services;
  const services = { ...world.services, rateLimits: createRateLimits(db.throttles, now) };
  runWorld({ services });
  await world.person();
  const signIn = async (password: string) => {
    const { status, headers } = await handleRest(
      new Request("http://localhost:3000/api/auth/login", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "person-1@example.com", password }),
      }),
    );
    return [status, headers.get("ratelimit-limit"), headers.get("ratelimit-remaining")];
  };
  expect(await signIn("correct horse")).toEqual([200, "10", "9"]);
  expect(await signIn("wrong horse")).toEqual([401, "10", "8"]);
  for (let tries = 2; tries < 10; tries += 1) await signIn("wrong horse");
  expect(await signIn("correct horse")).toEqual([429, "10", "0"]);
  const health = await handleRest(new Request("http://localhost:3000/api/health"));
  expect(health.headers.has("ratelimit-limit")).toBe(false);
});
