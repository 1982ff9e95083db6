import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One request as it arrived. `input` is what the procedure was called with. */
export type Arrived = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  input: unknown;
  atMs: number;
};

/** What is done with a request: an answer, a lost connection, or nothing ever. */
export type Step =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | "lose the connection"
  | "lose the answer half-way"
  | "never answer";

/** A server that does what its script says, request by request; the last step holds for all that follow. */
export type ScriptedServer = { url: string; arrived: Arrived[]; [Symbol.asyncDispose](): Promise<void> };

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

const readInput = async (request: IncomingMessage, url: URL): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = request.method === "GET" ? url.searchParams.get("input") : Buffer.concat(chunks).toString();
  return text === null || text === "" ? undefined : JSON.parse(text);
};

/** Starts one on a free port. */
export const scriptedServer = async (...script: [Step, ...Step[]]): Promise<ScriptedServer> => {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const { method = "", headers } = request;
    const atMs = performance.now();
    const input = await readInput(request, url);
    const step = script[Math.min(arrived.length, script.length - 1)] ?? script[0];
    arrived.push({ method, path: url.pathname, headers, input, atMs });
    play(step, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    arrived,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
