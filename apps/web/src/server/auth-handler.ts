import { errorTable } from "@cloudpix/api";
import { AppError, limits } from "@cloudpix/domain";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { errorResponse } from "./error-response.ts";
import { limitedBody } from "./limited-body.ts";
import { running } from "./running.ts";
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

/** next-auth reads bodies whole and fails on what it cannot parse; it gets only what its forms send. */
const readable = async (request: NextRequest): Promise<NextRequest> => {
  if (request.method !== "POST") return request;
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new AppError("input.media_type");
  const body = await limitedBody(request, limits.jsonBodyBytes);
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body });
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

/** Signing in and out in a browser: next-auth, as far as this site uses it. Refusals of its own answer as problem+json. */
export const handleAuth = async (request: NextRequest, { params }: RouteContext): Promise<Response> => {
  const { env, services } = running();
  const action = (await params).nextauth.join("/");
  const requestId = request.headers.get("x-request-id") ?? "";
  const method = methods.get(action);
  try {
    if (request.method === "GET" && pages.has(action))
      return new Response(null, { status: 303, headers: { location: `${env.PUBLIC_ORIGIN}/sign-in` } });
    if (method === undefined) throw new AppError("route.not_found");
    if (method !== request.method) throw new AppError("route.method");
    let failure: AppError | undefined;
    const options = sessionOptions({ services, env }, (heard) => {
      failure = heard;
    });
    const answer: Response = await NextAuth(options)(await readable(request), { params });
    if (failure === undefined || action !== "session") return await refusal(answer, requestId, failure);
    // An ended session is taken from the browser; one that could not be looked up just now is not.
    if (failure.code === "auth.token_invalid") return answer;
    throw failure;
  } catch (error) {
    return errorResponse(error, requestId, method);
  }
};
