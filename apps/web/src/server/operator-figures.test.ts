import { once } from "node:events";
import { request as ask, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { openWorld, type World } from "@cloudpix/api/testing";
import { MetricsView } from "@cloudpix/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runWorld, testEnv, testSecret } from "../../test/run-world.ts";
import { findHandler } from "./find-handler.ts";
import { createHttpServer } from "./http-server.ts";
import { createRequestFigures } from "./request-figures.ts";

const operatorToken = testSecret("operator");
const publicSite = {
  PUBLIC_ORIGIN: "https://pix.example.com",
  AZURE_STORAGE_CONNECTION_STRING: "AccountName=pix",
};

let world: World;
let server: Server;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

const serve = async (settings: Record<string, string> = {}) => {
  const figures = createRequestFigures();
  world.services.processFigures = figures.read;
  const running = runWorld(world, testEnv(settings));
  const framework = () => {
    throw new Error("nothing here is a page");
  };
  server = createHttpServer({ running, hotReload: false, findHandler, framework, figures }).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
};

/** The names of what is told. `fetch` would not send a host of one's own. */
const told = async (headers: Record<string, string> = {}, path = "/api/metrics"): Promise<string[]> => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const { port, address: host } = address;
  const request = ask({ host, port, path, headers: { host: `localhost:${port}`, ...headers } }).end();
  const [response] = await once(request, "response");
  expect(response.statusCode).toBe(200);
  const body = await json(response);
  const data = path.includes("trpc") ? Reflect.get(Object(body), "result").data : body;
  return Object.keys(MetricsView.parse(data).telemetry);
};
const bare = ["uptimeSeconds"];
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test.each(["/api/metrics", "/api/trpc/system.metrics"])(
  "this machine itself is told all figures by %s",
  async (path) => {
    await serve();
    expect(await told({}, path)).toEqual(
      expect.arrayContaining(["requests", "latencyP99Ms", "queueDepth", "poisonCount", "lastCleanUp"]),
    );
  },
);

test("what was asked is counted, and the request that asks is under way", async () => {
  await serve();
  await told();
  await expect
    .poll(() => world.services.processFigures())
    .toMatchObject({ requests: 1, requestsInFlight: 0 });
});

describe("a request that a proxy or a tunnel on this machine hands on is a stranger's", () => {
  test.each([
    { "x-forwarded-for": "198.51.100.7" },
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-proto": "https" },
    { forwarded: "for=127.0.0.1" },
    { via: "1.1 tunnel" },
    { "x-real-ip": "127.0.0.1" },
    { "cf-connecting-ip": "127.0.0.1" },
    { host: "pix.example.com" },
    { host: "evil.example.com:3000" },
  ])("%j", async (headers) => {
    await serve();
    expect(await told(headers)).toEqual(bare);
  });
});

test("a header of ours that a caller sends is not believed", async () => {
  await serve();
  expect(await told({ "x-cloudpix-local-caller": "1", via: "1.1 tunnel" })).toEqual(bare);
});

test("a trusted proxy tells who asks: its own machine is, its callers are not", async () => {
  await serve({ ...publicSite, TRUSTED_PROXIES: "127.0.0.1" });
  expect(await told()).toContain("requests");
  expect(await told({ "x-forwarded-for": "198.51.100.7" })).toEqual(bare);
  // Forged by the caller, and followed by what the proxy saw.
  expect(await told({ "x-forwarded-for": "127.0.0.1, 198.51.100.7" })).toEqual(bare);
});

test("on a public site whose proxies are not named, nobody is local: only the token counts", async () => {
  await serve({ ...publicSite, OPERATOR_TOKEN: operatorToken });
  expect(await told()).toEqual(bare);
  expect(await told(bearer(operatorToken))).toContain("requests");
});

describe("with an operator's token", () => {
  const stranger = { via: "1.1 proxy" };

  test("whoever shows it is told all figures, from anywhere", async () => {
    await serve({ OPERATOR_TOKEN: operatorToken });
    expect(await told({ ...stranger, ...bearer(operatorToken) })).toContain("poisonCount");
    expect(await told({ ...stranger, authorization: `bearer  ${operatorToken}` })).toContain("poisonCount");
  });

  test.each([operatorToken.slice(1), `${operatorToken}x`, operatorToken.toUpperCase(), "undefined", "null"])(
    "whoever shows %s is a stranger",
    async (shown) => {
      await serve({ OPERATOR_TOKEN: operatorToken });
      expect(await told({ ...stranger, ...bearer(shown) })).toEqual(bare);
    },
  );

  test("where none is set, no token opens anything, nor does a user's", async () => {
    await serve();
    const { token } = await world.person();
    for (const shown of ["undefined", operatorToken, token])
      expect(await told({ ...stranger, ...bearer(shown) })).toEqual(bare);
  });

  test("the token opens nothing else", async () => {
    await serve({ OPERATOR_TOKEN: operatorToken });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { status } = await fetch(`http://127.0.0.1:${port}/api/files`, { headers: bearer(operatorToken) });
    expect(status).toBe(401);
  });
});
