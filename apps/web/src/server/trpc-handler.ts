import { appRouter, errorTable, toAppError } from "@cloudpix/api";
import { AppError, limits } from "@cloudpix/domain";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { bearerChallenge } from "./bearer-challenge.ts";
import { errorResponse } from "./error-response.ts";
import { knownProcedures } from "./known-procedures.ts";
import { limitedBody } from "./limited-body.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";
import { requestContext } from "./request-context.ts";
import { running } from "./running.ts";
import { tellFailure } from "./tell-failure.ts";

const methods = new Set(["GET", "POST"]);

/**
 * JSON only: any other type a form of another site could send without asking first (CORS). And one answer with one
 * status: a caller that asks tRPC to stream would be told 200 before anything has been done.
 */
const readable = async (request: Request): Promise<Request> => {
  const headers = new Headers(request.headers);
  headers.delete("trpc-accept");
  if (request.method !== "POST") return new Request(request.url, { method: request.method, headers });
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("input.media_type");
  const body = await limitedBody(request, limits.jsonBodyBytes);
  return new Request(request.url, { method: "POST", headers, body });
};

/** Every tRPC call over HTTP. Statuses are those of the error table; a batch with mixed outcomes answers 207. */
export const handleTrpc = async (request: Request): Promise<Response> => {
  const context = requestContext(request);
  try {
    if (!methods.has(request.method)) throw new AppError("route.method");
    return await fetchRequestHandler({
      endpoint: "/api/trpc",
      req: await readable(request),
      router: appRouter,
      createContext: () => context,
      maxBatchSize: limits.batchCalls,
      onError: ({ error, path }) => {
        const failure = toAppError(error);
        const { services } = running();
        const procedure = knownProcedures(path ?? "");
        if (errorTable[failure.code].httpStatus < 500)
          return services.log.debug({ procedure, code: failure.code }, "procedure refused");
        tellFailure(services, failure, "procedure failed", { procedure, requestId: context.requestId });
      },
      responseMeta: ({ data, errors }) => {
        const refused = errors.map(toAppError);
        const statuses = new Set(refused.map(({ code }) => errorTable[code].httpStatus));
        const [status] = refused.length === data.length ? statuses : [];
        const [first] = refused;
        const retryAfter = refused.find(
          ({ retryAfterSeconds }) => retryAfterSeconds !== undefined,
        )?.retryAfterSeconds;
        return {
          ...(status !== undefined && statuses.size === 1 ? { status } : {}),
          headers: {
            "cache-control": "no-store",
            ...rateLimitHeaders(context),
            ...(first !== undefined && status !== undefined && statuses.size === 1
              ? bearerChallenge(first.code)
              : {}),
            ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
          },
        };
      },
    });
  } catch (error) {
    return errorResponse(error, context.requestId, [...methods].join(", "));
  }
};
