import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { withCalmFailures } from "./calm-failures.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const ask = async (framework: RequestListener, method = "GET") => {
  const calm = withCalmFailures(framework);
  server = createServer((request, response) => {
    response.setHeader("x-request-id", "request-1");
    calm(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server listens on a port");
  const answer = await fetch(`http://127.0.0.1:${address.port}/files`, { method });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

const failing =
  (
    begin: (...args: Parameters<RequestListener>) => void,
    type = "text/html; charset=utf-8",
  ): RequestListener =>
  (request, response) => {
    response.statusCode = 500;
    response.setHeader("content-type", type);
    begin(request, response);
    response.write("an empty ");
    response.end("document");
  };

test.each<[string, Parameters<typeof failing>[0]]>([
  ["writes", () => {}],
  ["sends its head first", (_request, response) => response.flushHeaders()],
  ["writes its head", (_request, response) => response.writeHead(500, { "x-more": "1" })],
  ["says that it is compressed", (_request, response) => response.setHeader("content-encoding", "gzip")],
])("a page that failed is calm and names its request, when the framework %s", async (_, begin) => {
  const { status, headers, body } = await ask(failing(begin));
  expect(status).toBe(500);
  expect(body).toContain("Something went wrong on our side");
  expect(body).toContain("Reference: <code>request-1</code>");
  expect(body).not.toContain("document");
  expect(headers.get("cache-control")).toBe("no-store");
});

test("the framework's last word, which has no type, is a page too", async () => {
  const { headers, body } = await ask((_request, response) => {
    response.statusCode = 500;
    response.end("Internal Server Error");
  });
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(body).toContain("Reference: <code>request-1</code>");
});

test("an answer that is ended twice is sent once, and does no harm", async () => {
  const failures: unknown[] = [];
  const { body } = await ask((_request, response) => {
    response.on("error", (error) => failures.push(error));
    response.statusCode = 500;
    response.end("Internal Server Error");
    response.end();
  });
  expect(body.match(/Reference/g)).toHaveLength(1);
  expect(failures).toEqual([]);
});

test("one that failed for want of a dependency is 503 and says when to come back", async () => {
  const { status, headers, body } = await ask(
    failing((_request, response) => response.setHeader("retry-after", 5)),
  );
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("5");
  expect(body).toContain("does not answer just now");
});

test("only looking at it gets the same head", async () => {
  const { status, headers, body } = await ask(
    failing(() => {}),
    "HEAD",
  );
  expect(status).toBe(500);
  expect(Number(headers.get("content-length"))).toBeGreaterThan(500);
  expect(body).toBe("");
});

test("what scripts asked for keeps its body, and gets its true status", async () => {
  const rsc = failing((_request, response) => response.setHeader("retry-after", 5), "text/x-component");
  expect(await ask(rsc)).toMatchObject({ status: 503, body: "an empty document" });
});

test.each([200, 404, 503])("a page with status %i is the framework's", async (status) => {
  const { body, ...answer } = await ask((_request, response) => {
    response.writeHead(status, { "content-type": "text/html", "content-length": 4 });
    response.end("page");
  });
  expect({ body, status: answer.status }).toEqual({ body: "page", status });
});

test("a page that fails after its first byte breaks off where it is", async () => {
  await expect(
    ask((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.write("half");
      response.destroy();
    }),
  ).rejects.toThrow();
});
