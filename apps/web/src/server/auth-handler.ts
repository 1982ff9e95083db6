import { errorTable, notedRateLimits } from "@cloudpix/api";
import { AppError, limits } from "@cloudpix/domain";
import type { NextRequest } from "next/server";
import { askNextAuth } from "./ask-next-auth.ts";
import { errorResponse } from "./error-response.ts";
import { limitedBody } from "./limited-body.ts";
import { createTightestWindow, rateLimitHeaders } from "./rate-limit-headers.ts";
import { type Running, running } from "./running.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { sessionOptions } from "./session.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** What the browser's side of next-auth needs. All else it offers (a log that anybody may write, pages, updates) is closed. */
const methods = new Map([
  ["csrf", "GET"],
  ["providers", "GET"],
  ["session", "GET"],
  ["callback/credentials", "POST"],
  ["signout", "POST"],
]);

/** Where the browser's side of next-auth goes by itself when it gets no answer. */
const pages = new Set(["signin", "error"]);

/** Everything that is answered here, as `GET csrf`: what the tests of who may what go by. */
export const authActions: readonly string[] = [
  ...[...methods].map(([action, method]) => `${method} ${action}`),
  ...[...pages].map((page) => `GET ${page}`),
];

/** The form in a request; next-auth would read any body, and all of it. */
const formOf = async (request: NextRequest): Promise<string> => {
  if (request.method !== "POST") return "";
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new AppError("input.media_type");
  return limitedBody(request, limits.jsonBodyBytes);
};

/** A refusal in the shape that next-auth's browser side reads, with its request's id and the status of what really happened. */
const refusal = async (answer: Response, requestId: string, failure?: AppError): Promise<Response> => {
  const status = failure === undefined ? answer.status : errorTable[failure.code].httpStatus;
  if (answer.headers.has("location") || status < 400) return answer;
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  const { retryAfterSeconds } = failure ?? {};
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (!/json/.test(headers.get("content-type") ?? "")) return new Response(answer.body, { status, headers });
  const told: unknown = await answer.json();
  return Response.json({ ...Object(told), requestId }, { status, headers });
};

const answerTo = async (
  request: NextRequest,
  nextauth: string[],
  { services, env }: Pick<Running, "services" | "env">,
): Promise<Response> => {
  const action = nextauth.join("/");
  const requestId = request.headers.get("x-request-id") ?? "";
  const method = methods.get(action);
  try {
    if (request.method === "GET" && pages.has(action))
      return new Response(null, { status: 303, headers: { location: `${env.PUBLIC_ORIGIN}/sign-in` } });
    if (method === undefined) throw new AppError("route.not_found");
    if (method !== request.method) throw new AppError("route.method");
    if (method === "POST") requireSameOrigin(request.headers, env.PUBLIC_ORIGIN);
    let failure: AppError | undefined;
    const options = sessionOptions({ services, env }, (heard) => {
      failure = heard;
    });
    const answer = await askNextAuth(request, nextauth, await formOf(request), options);
    if (failure === undefined || action !== "session") return await refusal(answer, requestId, failure);
    // An ended session is taken from the browser; one that could not be looked up just now is not.
    if (failure.code === "auth.token_invalid") return answer;
    throw failure;
  } catch (error) {
    return errorResponse(error, requestId, method);
  }
};

/**
 * Signing in and out in a browser: next-auth, as far as this site uses it. Refusals of its own answer as problem+json;
 * what was counted is told on every answer.
 */
export const handleAuth = async (request: NextRequest, { params }: RouteContext): Promise<Response> => {
  const { env, services } = running();
  const tightest = createTightestWindow();
  const rateLimits = notedRateLimits(services.rateLimits, tightest.note);
  const { nextauth } = await params;
  const answer = await answerTo(request, nextauth, { services: { ...services, rateLimits }, env });
  const told = rateLimitHeaders({ rateWindow: tightest.read });
  for (const [name, value] of Object.entries(told)) answer.headers.set(name, value);
  return answer;
};
