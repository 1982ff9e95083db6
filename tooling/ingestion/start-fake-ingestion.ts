import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const Envelope = z.looseObject({
  name: z.string(),
  iKey: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.object({ baseType: z.string(), baseData: z.looseObject({}) }),
});

// A single measure says no count.
const Metrics = z.array(z.object({ name: z.string(), count: z.number().default(1), value: z.number() }));

/** One thing that Application Insights is told. */
export type Envelope = z.infer<typeof Envelope>;

/**
 * What the endpoint does with what it is sent: takes it at once or after three seconds, refuses it for now, names another
 * host in its place, or takes the connection and says nothing.
 */
export type IngestionMood = "well" | "slow" | "broken" | "redirecting" | "silent";

/** Application Insights' ingestion endpoint on this machine. */
export type FakeIngestion = {
  /** What a process is configured with to tell it. */
  connectionString: string;
  /** What was taken, oldest first. @throws Error when something came that is no telemetry */
  envelopes(): readonly Envelope[];
  /** What was measured, by name: how often, and how much in all. */
  measured(): Map<string, { count: number; sum: number }>;
  /** All that was ever sent, whatever became of it, as text. */
  sentText(): string;
  /** Connections that wait for an answer. */
  waiting(): number;
  /** Connections that were left waiting in silence are closed where it ends. */
  become(mood: IngestionMood): void;
  /** Repeatable. */
  stop(): Promise<void>;
};

const slowMs = 3_000;
/** Nobody listens there. */
const elsewhere = "https://localhost:9/v2.1/track";

const key = "11111111-2222-4333-8444-555555555555";

const itemsOf = (text: string): unknown[] => {
  if (!text.startsWith("["))
    return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  return z.array(z.unknown()).parse(JSON.parse(text));
};

const sumsOf = (envelopes: readonly Envelope[]) => {
  const sums = new Map<string, { count: number; sum: number }>();
  for (const { data } of envelopes.filter(({ data }) => data.baseType === "MetricData"))
    for (const { name, count, value } of Metrics.parse(data.baseData["metrics"])) {
      const before = sums.get(name) ?? { count: 0, sum: 0 };
      sums.set(name, { count: before.count + count, sum: before.sum + value });
    }
  return sums;
};

/** Starts one on a free port of the loopback address. */
export const startFakeIngestion = async (): Promise<FakeIngestion> => {
  const envelopes: Envelope[] = [];
  const texts: string[] = [];
  let mood: IngestionMood = "well";
  const unanswered = new Set<ServerResponse>();
  let waiting = 0;
  let unreadable: unknown;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8");
    texts.push(`${request.url}\n${JSON.stringify(request.headers)}\n${text}`);
    if (mood === "silent") return unanswered.add(response);
    if (mood === "broken") return response.writeHead(500).end();
    if (mood === "redirecting") return response.writeHead(308, { location: elsewhere }).end();
    if (mood === "slow") await sleep(slowMs, undefined, { ref: false });
    const received = itemsOf(text).map((item) => Envelope.parse(item));
    envelopes.push(...received);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ itemsReceived: received.length, itemsAccepted: received.length, errors: [] }),
    );
  };
  const server = createServer((request, response) => {
    waiting += 1;
    response.once("close", () => {
      waiting -= 1;
    });
    answer(request, response).catch((error: unknown) => {
      unreadable = error;
      response.writeHead(400).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("an endpoint listens on a port");

  const taken = () => {
    if (unreadable !== undefined) throw unreadable;
    return envelopes;
  };
  return {
    connectionString: `InstrumentationKey=${key};IngestionEndpoint=http://127.0.0.1:${address.port}/`,
    envelopes: taken,
    measured: () => sumsOf(taken()),
    sentText: () => texts.join("\n"),
    waiting: () => waiting,
    become: (next) => {
      mood = next;
      if (mood === "silent") return;
      for (const response of unanswered) response.destroy();
      unanswered.clear();
    },
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
