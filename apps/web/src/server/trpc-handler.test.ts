import { createRateLimits } from "@cloudpix/api";
import { openWorld, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { handleTrpc } from "./trpc-handler.ts";

let world: World;
let token: string;
beforeEach(async () => {
  world = await openWorld();
  ({ token } = await world.person());
  runWorld(world);
});
afterEach(() => world.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  handleTrpc(
    new Request(`http://localhost:3000/api/trpc/${path}`, {
      headers: { authorization: `Bearer ${token}`, "x-request-id": "request-1", ...headers },
    }),
  );

test("a failure nobody foresaw is told in a fixed sentence with the request's id, and nothing of its cause", async () => {
  const list = () => Promise.reject(new Error("secret /var/data at 10.0.0.1"));
  world.services.db = { ...world.services.db, files: { ...world.services.db.files, list } };
  const answer = await ask("files.list");
  expect(answer.status).toBe(500);
  const told = await answer.text();
  expect(told).not.toMatch(/secret|10\.0\.0\.1|stack/);
  expect(JSON.parse(told)).toMatchObject({
    error: {
      message: "Something went wrong on our side.",
      data: { appCode: "internal", requestId: "request-1" },
    },
  });
});

test("a dependency that does not answer is 503 and says when to come back", async () => {
  const get = () => Promise.reject(unavailable(new Error("connect ECONNREFUSED")));
  world.services.db = { ...world.services.db, users: { ...world.services.db.users, get } };
  const answer = await ask("auth.profile");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
});

test("a batch tells each call its own outcome", async () => {
  const answer = await ask(
    "system.health,files.get?batch=1&input=%7B%221%22%3A%7B%22fileId%22%3A%22x%22%7D%7D",
  );
  expect(answer.status).toBe(207);
  expect(await answer.json()).toMatchObject([
    { result: { data: { status: "ok" } } },
    { error: { data: { appCode: "input.invalid", httpStatus: 400 } } },
  ]);
});

const post = (path: string, inputs: unknown[]) =>
  handleTrpc(
    new Request(`http://localhost:3000/api/trpc/${path}?batch=1`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(inputs.map((input, index) => [index, input]))),
    }),
  );

test("of the 20 calls of a batch the first asks who is there for all, and one refusal is all theirs", async () => {
  const { get } = world.services.db.users;
  let reads = 0;
  world.services.db.users.get = (userId) => {
    reads += 1;
    return get(userId);
  };
  const batch = `${Array.from({ length: 20 }, () => "auth.profile").join(",")}?batch=1&input=%7B%7D`;
  const answer = await ask(batch);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toHaveLength(20);
  expect(reads).toBe(1);
  const refused = await ask(batch, { authorization: "Bearer not.a.token" });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toHaveLength(20);
});

test("a batch that signs out everywhere is one request: what came with it is done, and nothing after it", async () => {
  const answer = await post("auth.signOutEverywhere,auth.updateProfile", [{}, { name: "Ada L." }]);
  expect(answer.status).toBe(200);
  expect((await ask("auth.profile")).status).toBe(401);
});

test("answers are never cached", async () => {
  expect((await ask("auth.profile")).headers.get("cache-control")).toBe("no-store");
});

test("a caller that asks for a stream gets the true status all the same", async () => {
  const answer = await ask("files.get,files.get?batch=1&input=%7B%7D", {
    "trpc-accept": "application/jsonl",
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toContain("application/json");
});

const limited = () => {
  world.services.rateLimits = createRateLimits(world.services.db.throttles, world.services.now);
};
const rateHeaders = ({ headers }: Response) =>
  ["limit", "remaining", "reset"].map((name) => headers.get(`ratelimit-${name}`));
const signIn = (password: string, batch = 1) =>
  handleTrpc(
    new Request(
      `http://localhost:3000/api/trpc/${Array.from({ length: batch }, () => "auth.login").join(",")}?batch=1`,
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(
          Object.fromEntries(
            Array.from({ length: batch }, (_, index) => [index, { email: "person-1@example.com", password }]),
          ),
        ),
      },
    ),
  );

test("a counted call tells the tightest of its limits: on success, on a refusal, on 429", async () => {
  limited();
  const good = await signIn("correct horse");
  expect([good.status, ...rateHeaders(good)]).toEqual([200, "10", "9", "60"]);
  const wrong = await signIn("wrong horse");
  expect([wrong.status, ...rateHeaders(wrong)]).toEqual([401, "10", "8", "60"]);
  await signIn("wrong horse", 8);
  world.pass(20_000);
  const full = await signIn("correct horse");
  expect([full.status, ...rateHeaders(full)]).toEqual([429, "10", "0", "40"]);
  expect(full.headers.get("retry-after")).toBe("40");
});

test("a batch tells where its last call stands, however its calls end", async () => {
  limited();
  expect(rateHeaders(await signIn("wrong horse", 6))).toEqual(["10", "4", "60"]);
  const mixed = await signIn("wrong horse", 5);
  expect([mixed.status, ...rateHeaders(mixed)]).toEqual([207, "10", "0", "60"]);
});

test("what is counted for one request is not told to another, and what is not counted is not told at all", async () => {
  limited();
  await signIn("correct horse");
  expect(rateHeaders(await ask("auth.profile"))).toEqual([null, null, null]);
});

test.each([
  ["GET", "auth.login", "POST"],
  ["POST", "auth.profile", "GET"],
  ["PUT", "auth.profile", "GET, POST"],
  ["DELETE", "files.list", "GET, POST"],
])("%s %s is 405 and names what is allowed", async (method, path, allow) => {
  const request = new Request(`http://localhost:3000/api/trpc/${path}`, {
    method,
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    ...(method === "POST" ? { body: "{}" } : {}),
  });
  const answer = await handleTrpc(request);
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
});
