import { setTimeout as sleep } from "node:timers/promises";
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { type Arrival, createArrival } from "./arrival.ts";
import { problemOf } from "./ingestion-answer.ts";
import type { IngestionEndpoint } from "./ingestion-endpoint.ts";

/** What the SDK sends with. */
export type IngestionClient = HttpClient &
  Pick<Arrival, "isWell" | "watch"> & {
    /** Resolves when nothing is under way and nothing waits. */
    settled(): Promise<void>;
  };

const tryMs = 5_000;
const betweenTriesMs = 1_000;

/** One each for spans, events and metrics, and one more. */
const mostUnderWay = 4;

/**
 * The SDK brings all that its queues hold at once when it stops: 4 full batches of spans, 4 of events, the metrics, and
 * what was under way. What comes beyond is dropped.
 */
const mostWaiting = 12;

const redirects = ({ status }: PipelineResponse) => status >= 300 && status < 400;

/** Places for what is under way; whoever finds none waits in the order they came. */
const createPlaces = () => {
  const line: (() => void)[] = [];
  let taken = 0;
  return {
    /** @throws Error when the line is full too */
    take: async (): Promise<void> => {
      if (taken < mostUnderWay) {
        taken += 1;
        return;
      }
      if (line.length >= mostWaiting) throw new Error("Too much telemetry is under way.");
      await new Promise<void>((resolve) => line.push(resolve));
    },
    give: (): void => {
      const next = line.shift();
      if (next === undefined) taken -= 1;
      else next();
    },
  };
};

/**
 * Sends to the ingestion endpoint and to nobody else. Each batch is tried twice, for five seconds each, and then forgotten;
 * what comes while four are under way waits its turn, so a silent endpoint holds a few batches in memory and never more.
 * Redirections are not followed, and the SDK is not told of them: it would go elsewhere from then on.
 */
export const createIngestionClient = (
  { url: endpoint, isLoopback }: IngestionEndpoint,
  inner: HttpClient = createDefaultHttpClient(),
): IngestionClient => {
  const arrival = createArrival();
  const places = createPlaces();
  const sends = new Set<Promise<PipelineResponse>>();

  /** The SDK makes https of every address; on this machine itself the address is the one that was given. */
  const aimed = (request: PipelineRequest): PipelineRequest => {
    const url = new URL(request.url);
    if (url.host !== endpoint.host) throw new Error("Telemetry is sent to its ingestion endpoint only.");
    if (isLoopback) url.protocol = endpoint.protocol;
    return Object.assign(request, { url: url.href, allowInsecureConnection: isLoopback, timeout: tryMs });
  };

  const send = async (request: PipelineRequest, triesLeft: number): Promise<PipelineResponse> => {
    try {
      const response = await inner.sendRequest(request);
      const mayComeBack = response.status === 429 || response.status >= 500;
      if (!mayComeBack || triesLeft === 0) return response;
    } catch (error) {
      if (triesLeft === 0 || request.abortSignal?.aborted) throw error;
    }
    await sleep(betweenTriesMs, undefined, { ref: false });
    return send(request, triesLeft - 1);
  };

  const sendInTurn = async (request: PipelineRequest): Promise<PipelineResponse> => {
    await places.take();
    try {
      return await send(request, 1);
    } finally {
      places.give();
    }
  };

  const sendNoted = async (request: PipelineRequest): Promise<PipelineResponse> => {
    try {
      const response = await sendInTurn(aimed(request));
      const problem = problemOf(response);
      if (problem !== null && redirects(response)) throw problem;
      arrival.note(problem);
      return response;
    } catch (error) {
      arrival.note(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };

  return {
    isWell: arrival.isWell,
    watch: arrival.watch,
    settled: async () => {
      while (sends.size > 0) await Promise.allSettled(sends);
    },
    sendRequest: async (request) => {
      const sent = sendNoted(request);
      sends.add(sent);
      try {
        return await sent;
      } finally {
        sends.delete(sent);
      }
    },
  };
};
