import { setTimeout as sleep } from "node:timers/promises";
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import type { IngestionEndpoint } from "./ingestion-endpoint.ts";

/** What the SDK sends with. */
export type IngestionClient = HttpClient & {
  /** Whether what was last sent arrived; true before anything was. */
  isWell(): boolean;
};

const tryMs = 5_000;
const betweenTriesMs = 1_000;

/** One each for spans, events and metrics, and one more. What comes while so many are under way is dropped. */
const mostUnderWay = 4;

/**
 * Sends to the ingestion endpoint and to nobody else. Each batch is tried twice, for five seconds each, and then forgotten;
 * so a silent endpoint holds a few batches in memory and never more. Not followed: redirections to other hosts.
 */
export const createIngestionClient = (
  { url: endpoint, isLoopback }: IngestionEndpoint,
  inner: HttpClient = createDefaultHttpClient(),
): IngestionClient => {
  let well = true;
  let underWay = 0;

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

  return {
    isWell: () => well,
    sendRequest: async (request) => {
      const aim = aimed(request);
      if (underWay >= mostUnderWay) {
        well = false;
        throw new Error("Too much telemetry is under way.");
      }
      underWay += 1;
      try {
        const response = await send(aim, 1);
        well = response.status < 400;
        return response;
      } catch (error) {
        well = false;
        throw error;
      } finally {
        underWay -= 1;
      }
    },
  };
};
