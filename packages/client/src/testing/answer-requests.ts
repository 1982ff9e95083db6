import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One request as it arrived in full. */
export type Arrived = {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: Buffer;
  atMs: number;
};

/** What is done with a request: an answer, a lost connection, or nothing ever. */
export type Step =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | "lose the connection"
  | "lose the answer half-way"
  | "never answer";

export type TestServer = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** The answer of a procedure that went well. */
export const done = (data: unknown): Step => ({ status: 200, body: { result: { data } } });

/** A refusal as CloudPix tells it over tRPC. */
export const refused = (
  status: number,
  appCode: string,
  more: { headers?: Record<string, string>; issues?: { path: string; message: string }[] } = {},
): Step => ({
  status,
  body: {
    error: {
      code: -32_600,
      message: "In the server's words.",
      data: { code: "BAD_REQUEST", httpStatus: status, appCode, issues: more.issues ?? [], requestId: "r-1" },
    },
  },
  headers: more.headers ?? {},
});

/** What a procedure was called with. */
export const inputOf = ({ method, url, body }: Arrived): unknown => {
  const text = method === "GET" ? url.searchParams.get("input") : body.toString();
  return text === null || text === "" ? undefined : JSON.parse(text);
};

const play = (step: Step, response: ServerResponse): void => {
  if (step === "never answer") return;
  if (step === "lose the connection") {
    response.destroy();
    return;
  }
  if (step === "lose the answer half-way") {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1_000 });
    response.write('{"result":', () => response.destroy());
    return;
  }
  const text = typeof step.body === "string" ? step.body : JSON.stringify(step.body);
  response.writeHead(step.status, { "content-type": "application/json", ...step.headers }).end(text);
};

/** A real server on a free port that asks `decide` what to do with each request. */
export const answerRequests = async (
  decide: (request: Arrived) => Step | Promise<Step>,
): Promise<TestServer> => {
  const server = createServer(async (request, response) => {
    const { method = "", headers } = request;
    const atMs = performance.now();
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      // Whoever asked has gone away.
      return;
    }
    const url = new URL(request.url ?? "/", "http://localhost");
    play(await decide({ method, url, headers, body: Buffer.concat(chunks), atMs }), response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
