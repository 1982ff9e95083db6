import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { AppError } from "@cloudpix/domain";
import { createAsOperation } from "./as-operation.ts";
import { continueWhenRead } from "./continue-when-read.ts";
import { corsAnswer } from "./cors.ts";
import { createDispatch } from "./dispatch-request.ts";
import { errorResponse } from "./error-response.ts";
import { type FetchHandler, sendResponse } from "./fetch-adapter.ts";
import { lingerAfterAnswer } from "./linger-after-answer.ts";
import { createRequestReceiver, noPath, type Received } from "./receive-request.ts";
import { refuseUnparsed } from "./refuse-unparsed.ts";
import type { RequestFigures } from "./request-figures.ts";
import type { Running } from "./running.ts";

/** How long a sender may take for the head of a request, and for all of it; how often that is looked at. */
type Patience = { headMs: number; requestMs: number; checkEveryMs: number };
const usualPatience: Patience = { headMs: 20_000, requestMs: 300_000, checkEveryMs: 10_000 };

const notServed = { message: "This is no address of this site." };
const noHost = { message: "A request names the host it is for." };

const methods = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
const allowed = [...methods].join(", ");

type Options = {
  running: Running;
  hotReload: boolean;
  /** Who answers a path with data or bytes; null where it is the framework's. */
  findHandler: (path: string) => FetchHandler | null;
  framework: RequestListener;
  figures: RequestFigures;
  patience?: Patience;
};

const refuse = (error: AppError, request: IncomingMessage, response: ServerResponse): void => {
  const refusal = errorResponse(error, String(request.headers["x-request-id"]), allowed);
  sendResponse(refusal, request, response).catch(() => response.destroy());
};

/** Why a request is nothing that could be answered; null where it may be. */
const refusalOf = ({ method = "" }: IncomingMessage, { path, namesHost }: Received): AppError | null => {
  if (!namesHost) return new AppError("input.invalid", noHost);
  if (!methods.has(method)) return new AppError("route.method");
  return path === null ? new AppError("input.invalid", notServed) : null;
};

/**
 * The server around the framework, which answers pages; data and bytes it answers itself. True client address and
 * request id, fixed public host, security headers, one access line a request that names its route and nothing its caller
 * chose, 400 for a target that is no path of this site, and time-outs for slow senders. What is no HTTP at all is refused
 * in the same way. Offers to speak another protocol are passed over, except for hot reload.
 */
export const createHttpServer = (options: Options): Server => {
  const { running, hotReload, patience = usualPatience } = options;
  const { env } = running;
  const receive = createRequestReceiver(options);
  const asOperation = createAsOperation(running);
  const dispatch = createDispatch(options);

  const answer = (request: IncomingMessage, response: ServerResponse, received: Received): void => {
    const { path, namesHost } = received;
    const cors = corsAnswer(env.CORS_ORIGINS, path ?? noPath, {
      method: request.method,
      origin: request.headers.origin,
      requestedMethod: request.headers["access-control-request-method"],
      requestedHeaders: request.headers["access-control-request-headers"],
    });
    for (const [name, value] of Object.entries(cors.headers)) response.setHeader(name, value);
    if (cors.isPreflight && namesHost) {
      response.writeHead(204).end();
      return;
    }
    const refusal = refusalOf(request, received);
    if (refusal === null) dispatch(request, response);
    else refuse(refusal, request, response);
  };

  const server = createServer(
    {
      headersTimeout: patience.headMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      keepAliveTimeout: 65_000,
      // The platform would answer by itself, with nothing that names the request.
      requireHostHeader: false,
      shouldUpgradeCallback: () => hotReload,
    },
    (request, response) => {
      const received = receive(request, response);
      asOperation(request, response, received, () => answer(request, response, received));
    },
  );
  refuseUnparsed(server, (error, request, response, reason) => {
    // The body of a request that is at hand: it was received before, and is an operation already.
    if (response.hasHeader("x-request-id")) return refuse(error, request, response);
    const received = receive(request, response, reason);
    asOperation(request, response, received, () => refuse(error, request, response));
  });
  continueWhenRead(server);
  // A refused sender has as long as any other.
  lingerAfterAnswer(server, { maxMs: patience.requestMs });
  return server;
};
