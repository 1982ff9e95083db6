import { type Actor, appRouter, requireScope } from "@cloudpix/api";
import { AppError } from "@cloudpix/domain";
import { errorResponse } from "../error-response.ts";
import { isPrefetch } from "../is-prefetch.ts";
import { isPreviewBot } from "../preview-bot.ts";
import { rateLimitHeaders } from "../rate-limit-headers.ts";
import { type RequestContext, requestContext } from "../request-context.ts";
import { type Place, routeFinder } from "./find-route.ts";
import { readJsonBody } from "./read-json-body.ts";
import { readQuery } from "./read-query.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

const find = routeFinder(routes);
const noStore = { "cache-control": "no-store" };
const comeBackSeconds = "5";

/** `/health` is answered at the root too: that is where orchestrators look. */
const pathBelowApi = ({ url }: Request) => new URL(url).pathname.replace(/^\/api(?=\/|$)/, "");

/** The methods of a place, as its callers are told them. */
const allowed = ({ operations }: Place): string => {
  const methods = [...operations.keys()].flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...methods, "OPTIONS"].join(", ");
};

const readsBody = ({ method, form }: Route) => (method === "POST" || method === "PUT") && !form;

/** Asked once for all that one request does. */
const knownOnce = (context: RequestContext): RequestContext => {
  let actor: Promise<Actor> | undefined;
  return {
    ...context,
    authenticate: () => {
      actor ??= context.authenticate();
      return actor;
    },
  };
};

/** Before anything a stranger sent is read: they are told to sign in, not what is wrong with it. */
const requireWhatItNeeds = async ({ needs }: Route, context: RequestContext): Promise<void> => {
  if (needs === "nothing") return;
  const actor = await context.authenticate();
  if (needs !== "token") requireScope(actor, needs);
};

const answerWith = async (
  operation: Route,
  params: unknown,
  request: Request,
  context: RequestContext,
): Promise<Response> => {
  const procedures = appRouter.createCaller(context);
  await requireWhatItNeeds(operation, context);
  const query = readQuery(new URL(request.url).searchParams);
  const body = readsBody(operation) ? await readJsonBody(request) : {};
  const { status, answer } = await operation.run({ request, context, procedures }, { params, query, body });
  const later = status === 503 ? { "retry-after": comeBackSeconds } : {};
  return Response.json(answer, { status, headers: { ...noStore, ...later } });
};

/** Looking is not asking: whoever only looks at an address that counts is told nothing, and nothing is counted. */
const isLook = (operation: Route, request: Request) =>
  operation.counts && (request.method === "HEAD" || isPrefetch(request) || isPreviewBot(request.headers));

const answerTo = async (request: Request, context: RequestContext): Promise<Response> => {
  let place: Place | undefined;
  try {
    place = find(pathBelowApi(request));
    if (request.method === "OPTIONS")
      return new Response(null, { status: 204, headers: { ...noStore, allow: allowed(place) } });
    const isHead = request.method === "HEAD";
    const operation = place.operations.get(isHead ? "GET" : request.method);
    if (operation === undefined) throw new AppError("route.method");
    if (isLook(operation, request)) return new Response(null, { status: 204, headers: noStore });
    const answer = await answerWith(operation, place.params, request, context);
    return isHead ? new Response(null, answer) : answer;
  } catch (error) {
    return errorResponse(error, context.requestId, place && allowed(place));
  }
};

/**
 * Every REST call: one small adapter onto the procedures. Refusals are problem+json with the statuses of the error
 * table; a method that an address does not know is told which it knows. What was counted is told on every answer.
 */
export const handleRest = async (request: Request): Promise<Response> => {
  const context = knownOnce(requestContext(request));
  const answer = await answerTo(request, context);
  for (const [name, value] of Object.entries(rateLimitHeaders(context))) answer.headers.set(name, value);
  return answer;
};
