import { openWorld, type World } from "@cloudpix/api/testing";
import { unavailable } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { setRunning } from "./running.ts";
import { handleTrpc } from "./trpc-handler.ts";

const env = readEnv({
  AUTH_SECRET: "one secret of at least thirty-two characters",
  TOKEN_SECRET: "another secret of at least thirty-two characters",
  CURSOR_SECRET: "a third secret of at least thirty-two characters",
  AZURE_STORAGE_CONNECTION_STRING: "AccountName=local;AccountKey=a2V5;",
});

let world: World;
let token: string;
beforeEach(async () => {
  world = await openWorld();
  ({ token } = await world.person());
  setRunning({ services: world.services, env, storageOrigin: "https://memory.invalid" });
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
