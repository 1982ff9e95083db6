import { randomBytes, randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { AppError } from "@cloudpix/domain";
import { isLoopback } from "../env.ts";
import { clientAddress, isTrusted, trustedProxies } from "./client-address.ts";
import { corsAnswer } from "./cors.ts";
import { errorResponse } from "./error-response.ts";
import { answerWith, type FetchHandler, sendResponse } from "./fetch-adapter.ts";
import { inRequestSpan } from "./in-request-span.ts";
import { lingerAfterAnswer } from "./linger-after-answer.ts";
import { isLocalCaller, localCallerHeader } from "./local-caller.ts";
import type { RequestFigures } from "./request-figures.ts";
import { pathOf } from "./request-target.ts";
import { routeTemplate } from "./route-template.ts";
import type { Running } from "./running.ts";
import { securityHeaders } from "./security-headers.ts";

/** Set by this server on every request, never believed from outside. */
export const clientAddressHeader = "x-cloudpix-client-address";

const ours = new Set([
  clientAddressHeader,
  localCallerHeader,
  "x-nonce",
  "x-path",
  "content-security-policy",
  "x-middleware-subrequest",
]);

/** How a refused sender may go on sending. */
const linger = { maxMs: 30_000, idleMs: 3_000 };

const notServed = { message: "This is no address of this site." };
/** A refusal is data, as what the interface for programs answers. */
const noPath = "/api/";

/** What a caller claims about itself goes; what is true takes its place. */
const cleanHeaders = (request: IncomingMessage) => {
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith("x-forwarded-") || name === "forwarded" || ours.has(name))
      delete request.headers[name];
  }
};

const methods = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
const allowed = [...methods].join(", ");

const answer = async (handler: FetchHandler, request: IncomingMessage, response: ServerResponse) => {
  try {
    await answerWith(handler, request, response);
  } catch (error) {
    const failure = errorResponse(error, String(request.headers["x-request-id"]));
    // Too late to say so: an answer that breaks off must not look whole.
    if (response.headersSent) response.destroy();
    else await sendResponse(failure, request, response);
  }
};

type Options = {
  running: Running;
  hotReload: boolean;
  /** Who answers a path with data or bytes; null where it is the framework's. */
  findHandler: (path: string) => FetchHandler | null;
  framework: RequestListener;
  figures: RequestFigures;
};

/**
 * The server around the framework, which answers pages; data and bytes it answers itself. True client address and
 * request id, fixed public host, security headers, one access line a request that names its route and nothing its caller chose, 400 for a target that is
 * no path of this site, and time-outs for slow senders. Offers to speak another protocol are passed over, except for hot
 * reload.
 */
export const createHttpServer = ({
  running,
  hotReload,
  findHandler,
  framework,
  figures,
}: Options): Server => {
  const { env, services, storageOrigin, callers, response: responses } = running;
  const proxies = trustedProxies(env.TRUSTED_PROXIES);
  const publicUrl = new URL(env.PUBLIC_ORIGIN);
  const expectsUnknownProxy = !isLoopback(env.PUBLIC_ORIGIN) && env.TRUSTED_PROXIES.length === 0;

  const server = createServer(
    {
      headersTimeout: 20_000,
      requestTimeout: 300_000,
      keepAliveTimeout: 65_000,
      shouldUpgradeCallback: () => hotReload,
    },
    (request, response) => {
      const begun = performance.now();
      const peer = request.socket.remoteAddress ?? "";
      const viaProxy = isTrusted(proxies, peer);
      const forwardedFor = request.headers["x-forwarded-for"];
      const address = clientAddress(
        peer,
        Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor,
        proxies,
      );
      const isLocal = isLocalCaller(
        { peer, headers: request.headers },
        { client: address, viaTrusted: viaProxy, expectsUnknownProxy },
      );
      const givenId = viaProxy ? request.headers["x-request-id"] : undefined;
      const requestId = typeof givenId === "string" && /^[\w-]{8,64}$/.test(givenId) ? givenId : randomUUID();
      const target = request.url ?? "";
      const path = pathOf(target);
      const route = routeTemplate(path);
      const nonce = randomBytes(16).toString("base64");
      const headers = securityHeaders(path ?? noPath, {
        publicOrigin: env.PUBLIC_ORIGIN,
        storageOrigin,
        nonce,
        hotReload,
      });

      cleanHeaders(request);
      Object.assign(request.headers, {
        host: publicUrl.host,
        "x-forwarded-host": publicUrl.host,
        "x-forwarded-proto": publicUrl.protocol.slice(0, -1),
        "x-forwarded-for": address,
        "x-request-id": requestId,
        "x-nonce": nonce,
        "x-path": target,
        // The framework takes the nonce for its own scripts from the policy on the request.
        "content-security-policy": headers["content-security-policy"],
        [clientAddressHeader]: address,
        ...(isLocal ? { [localCallerHeader]: "1" } : {}),
      });
      response.setHeader("x-request-id", requestId);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      figures.begun();
      response.once("close", () => {
        const { statusCode: status, writableFinished: complete } = response;
        const durationMs = performance.now() - begun;
        figures.ended({ status, durationMs, complete });
        services.log[status < 500 ? "info" : "warn"](
          {
            requestId,
            userId: callers.get(response),
            method: request.method,
            route,
            status,
            durationMs: Math.round(durationMs),
            complete,
          },
          "request",
        );
      });
      const cors = corsAnswer(env.CORS_ORIGINS, path ?? noPath, {
        method: request.method,
        origin: request.headers.origin,
        requestedMethod: request.headers["access-control-request-method"],
      });
      for (const [name, value] of Object.entries(cors.headers)) response.setHeader(name, value);
      const refuse = (error: AppError) =>
        void sendResponse(errorResponse(error, requestId, allowed), request, response);
      if (cors.isPreflight) return response.writeHead(204).end();
      if (!methods.has(request.method ?? "")) return refuse(new AppError("route.method"));
      if (path === null) return refuse(new AppError("input.invalid", notServed));
      const handler = findHandler(target.split("?", 1)[0] ?? "");
      const traceParent = viaProxy ? request.headers["traceparent"] : undefined;
      const watched = {
        method: request.method ?? "",
        route,
        requestId,
        traceParent: typeof traceParent === "string" ? traceParent : undefined,
        userId: () => callers.get(response),
      };
      inRequestSpan(services.telemetry, watched, response, () =>
        responses.run(response, () =>
          handler === null ? framework(request, response) : void answer(handler, request, response),
        ),
      );
    },
  );
  lingerAfterAnswer(server, { ...linger, maxBytes: env.UPLOAD_FORM_MAX_BYTES });
  return server;
};
