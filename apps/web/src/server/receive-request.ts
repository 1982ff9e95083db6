import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Caller, createCallerReader } from "./caller.ts";
import { noteAnswer } from "./note-answer.ts";
import type { RequestFigures } from "./request-figures.ts";
import { pathOf, withoutLastSlash } from "./request-target.ts";
import { routeTemplate } from "./route-template.ts";
import type { Running } from "./running.ts";
import { securityHeaders } from "./security-headers.ts";
import { setTrueHeaders } from "./true-headers.ts";

/** A request that was looked at and not yet answered. */
export type Received = {
  caller: Caller;
  /** Decoded; null where its target is none of this site. */
  path: string | null;
  /** What kind of address that is. */
  route: string;
  /** Whether it says which host it is for; a client that speaks 1.0 need not. */
  namesHost: boolean;
};

type Options = { running: Running; figures: RequestFigures; hotReload: boolean };

/** A refusal is data, as what the interface for programs answers. */
export const noPath = "/api/";

/**
 * What happens to every request, whatever it asks for: who calls is read, what they claim about themselves is replaced by
 * what is true, the answer gets its request's id and the security headers, and is noted when it ends. `reason` is the
 * platform's code for what it could not read.
 */
export const createRequestReceiver = ({ running, figures, hotReload }: Options) => {
  const { env, services, storageOrigin, callers } = running;
  const { PUBLIC_ORIGIN: publicOrigin } = env;
  const readCaller = createCallerReader(env);
  const publicUrl = new URL(publicOrigin);

  return (request: IncomingMessage, response: ServerResponse, reason?: string): Received => {
    const caller = readCaller(request);
    const { requestId } = caller;
    request.url = withoutLastSlash(request.url ?? "");
    const path = pathOf(request.url);
    const route = routeTemplate(path);
    const namesHost = request.headers.host !== undefined || request.httpVersion === "1.0";
    const nonce = randomBytes(16).toString("base64");
    const headers = securityHeaders(path ?? noPath, { publicOrigin, storageOrigin, nonce, hotReload });
    setTrueHeaders(request, { caller, publicUrl, nonce, policy: headers["content-security-policy"] });
    // Whoever writes into an answer that was ended does no harm; unheard, it would end the process.
    response.on("error", (error) => services.log.debug({ err: error, requestId }, "written after the end"));
    response.setHeader("x-request-id", requestId);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const userId = () => callers.get(response);
    const method = request.method ?? undefined;
    noteAnswer({ log: services.log, figures }, response, { requestId, method, route, userId, reason });
    return { caller, path, route, namesHost };
  };
};
