import { type Context, notedRateLimits, personOf, type RateWindow, readBearer } from "@cloudpix/api";
import { AppError } from "@cloudpix/domain";
import { carrying } from "@cloudpix/storage";
import { cookieFollows } from "./cookie-follows.ts";
import { localCallerHeader } from "./local-caller.ts";
import { showsOperatorToken } from "./operator-token.ts";
import { createTightestWindow } from "./rate-limit-headers.ts";
import { noteCaller, running } from "./running.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { type BrowserSession, readSessionCookie } from "./session-cookie.ts";
import { sessionUser } from "./session-user.ts";
import { clientAddressHeader } from "./true-headers.ts";

/** A request over HTTP, which is also told how often it may come again (`rateLimitHeaders`). */
export type RequestContext = Context & {
  /** The tightest window the request was counted in so far; null where nothing was counted. */
  rateWindow: () => RateWindow | null;
};

const bearer = (headers: Headers): string | null => {
  const header = headers.get("authorization");
  if (header === null) return null;
  const token = /^bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (token === undefined) throw new AppError("auth.token_invalid");
  return token;
};

/**
 * Calls of one batch ask at once who is there, and are told together. Nothing is kept for whoever asks later: by then a
 * call of the same request may have ended the session.
 */
const together = <Answer>(ask: () => Promise<Answer>): (() => Promise<Answer>) => {
  let asked: Promise<Answer> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
};

/** One HTTP request as the procedures see it. A bearer token, when given, is the one word that counts; else the cookie. */
export const requestContext = ({ headers, method }: Pick<Request, "headers" | "method">): RequestContext => {
  const { services, env } = running();
  const tightest = createTightestWindow();
  let browser: BrowserSession | null = null;
  const requestId = headers.get("x-request-id") ?? "";
  return {
    services: {
      ...services,
      queue: carrying(requestId, services.queue),
      rateLimits: notedRateLimits(services.rateLimits, tightest.note),
      sessionTokens: cookieFollows(services.sessionTokens, () => browser),
    },
    rateWindow: tightest.read,
    requestId,
    clientAddress: headers.get(clientAddressHeader) ?? "",
    isOperator: () =>
      headers.get(localCallerHeader) === "1" ||
      showsOperatorToken(headers.get("authorization"), env.OPERATOR_TOKEN),
    authenticate: together(async () => {
      const token = bearer(headers);
      if (token !== null) {
        const actor = await readBearer(services, token);
        noteCaller(actor.user.userId);
        return actor;
      }
      const session = await readSessionCookie(headers.get("cookie"));
      if (session === null) throw new AppError("auth.required");
      if (method !== "GET" && method !== "HEAD") requireSameOrigin(headers, env.PUBLIC_ORIGIN);
      const person = personOf(await sessionUser(session));
      browser = session;
      return person;
    }),
  };
};
