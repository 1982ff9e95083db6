import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

const Operation = z.looseObject({ op: z.string(), path: z.string(), value: z.unknown() });

/** The parts of items, patches and queries that tests look at; all else is kept as it came. */
const Body = z.looseObject({
  id: z.string().optional(),
  ttl: z.number().optional(),
  writeId: z.string().optional(),
  operations: z.array(Operation).optional(),
  condition: z.string().optional(),
  query: z.string().optional(),
});

/** A request for an item or a query, as it came over the wire. */
export type SeenRequest = {
  method: string;
  path: string;
  /** The header as sent: JSON, or undefined when there was none. */
  partitionKey: string | undefined;
  ifMatch: string | undefined;
  /** The physical partition it was meant for, when the client chose one. */
  rangeId: string | undefined;
  body: z.infer<typeof Body>;
};

/** What the double does next: answers, hangs up without an answer, or never answers. */
export type Reply =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | "reset"
  | "silence";
export type Step = Reply | ((request: SeenRequest, before: readonly SeenRequest[]) => Reply);

/** An item as Cosmos stores it. */
export const storedItem = (id: string, record: object): object => ({
  ...record,
  id,
  _etag: '"7"',
  _rid: "r",
  _ts: 1,
  ttl: 9,
});

/** The answer to a read or a change that left this item. */
export const itemReply = (id: string, record: object): Reply => ({
  status: 200,
  body: storedItem(id, record),
});

/** What the service tells of a query that it will not route itself, and of its physical partitions. */
export type Routing = { plan: object; ranges: object[] };

export type ScriptedCosmos = {
  endpoint: string;
  /** Every request but those for metadata and query plans, oldest first. */
  seen: SeenRequest[];
  /** Adds steps; each request takes the next one. A request without a step is answered 400. */
  script(...steps: Step[]): void;
  /** The last step given is taken again and again from here on. */
  forEver(step: Step): void;
  route(routing: Routing): void;
  stop(): Promise<void>;
};

const partitionKeys: Record<string, string[]> = {
  users: ["/userId"],
  files: ["/userId", "/fileId"],
  shareLinks: ["/linkId"],
  accessTokens: ["/userId"],
};

const header = (request: IncomingMessage, name: string) => {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
};

const parseBody = (body: string) => Body.parse(body === "" ? {} : JSON.parse(body));

const answer = (response: ServerResponse, reply: Reply) => {
  if (reply === "silence") return;
  if (reply === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, body = {}, headers = {} } = reply;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};

/** What the client asks before and beside the requests under test. */
const metadata = (request: IncomingMessage, routing: Routing | undefined): Reply | undefined => {
  const path = request.url ?? "";
  if (path.endsWith("/pkranges")) return { status: 200, body: { PartitionKeyRanges: routing?.ranges ?? [] } };
  const name = /\/colls\/([^/]+)\/?$/.exec(path)?.[1];
  if (request.method === "GET" && name !== undefined) {
    const paths = partitionKeys[name] ?? ["/id"];
    return { status: 200, body: { id: name, partitionKey: { paths, kind: "Hash", version: 2 } } };
  }
  // The plan is fetched beside every query and read only when the query itself was answered 400.
  if (header(request, "x-ms-cosmos-is-query-plan-request") === undefined) return undefined;
  return routing ? { status: 200, body: routing.plan } : { status: 400, body: { message: "no plan" } };
};

/**
 * A double for what no stand-in can show: the exact requests the driver sends, and a service that throttles, fails,
 * hangs and hangs up as scripted.
 */
export const startScriptedCosmos = async (): Promise<ScriptedCosmos> => {
  const seen: SeenRequest[] = [];
  const steps: Step[] = [];
  let always: Step | undefined;
  let routing: Routing | undefined;

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const aside = metadata(request, routing);
      if (aside) return answer(response, aside);
      const before = [...seen];
      const current: SeenRequest = {
        method: request.method ?? "",
        path: request.url ?? "",
        partitionKey: header(request, "x-ms-documentdb-partitionkey"),
        ifMatch: header(request, "if-match"),
        rangeId: header(request, "x-ms-documentdb-partitionkeyrangeid"),
        body: parseBody(body),
      };
      seen.push(current);
      const step = steps.shift() ?? always ?? { status: 400, body: { message: "not in the script" } };
      answer(response, typeof step === "function" ? step(current, before) : step);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The double has no port.");

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    seen,
    script: (...more) => void steps.push(...more),
    forEver: (step) => {
      always = step;
    },
    route: (told) => {
      routing = told;
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
