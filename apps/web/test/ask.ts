import { findHandler } from "../src/server/find-handler.ts";
import { handleRest } from "../src/server/rest/handle-rest.ts";
import { running } from "../src/server/running.ts";
import { handleTrpc } from "../src/server/trpc-handler.ts";
import { visitCookie } from "../src/server/visit-cookie.ts";
import { type Actor, headersOf } from "./actors.ts";
import type { Belongings } from "./belongings.ts";
import { type ProcedureName, procedureCases } from "./procedure-cases.ts";
import { routeCases } from "./route-cases.ts";
import { type StepCase, stepCases } from "./step-cases.ts";

/** Where everything is asked. */
export const origin = "http://localhost:3000";
const json = { "content-type": "application/json" };
/** How forms are sent. */
export const form = { "content-type": "application/x-www-form-urlencoded" };

/** The line of a table. @throws Error when it has none of that name */
export const caseOf = <Case>(cases: Readonly<Record<string, Case>>, name: string): Case => {
  const found = cases[name];
  if (found === undefined) throw new Error(`no case for ${name}`);
  return found;
};

/** Calls a procedure with this input. */
export const askProcedure = (name: ProcedureName, input: unknown, actor: Actor): Promise<Response> => {
  const address = `${origin}/api/trpc/${name}`;
  if (procedureCases[name].type === "mutation") {
    const body = input === undefined ? null : JSON.stringify(input);
    return handleTrpc(new Request(address, { method: "POST", headers: headersOf(actor, json), body }));
  }
  const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return handleTrpc(new Request(address + search, { headers: headersOf(actor) }));
};

/** Sends the request of a line of `routeCases`. */
export const askRoute = (name: string, belongings: Belongings, actor: Actor): Promise<Response> => {
  const asked = caseOf(routeCases, name).request(belongings, actor);
  const [method = ""] = name.split(" ");
  const body = asked.form ?? (asked.json === undefined ? null : JSON.stringify(asked.json));
  const headers = headersOf(actor, asked.json === undefined ? {} : json);
  return handleRest(new Request(`${origin}/api${asked.path}`, { method, headers, body }));
};

/** Asks whoever answers a path without the framework. */
export const askPath = async (path: string, init: RequestInit): Promise<Response> => {
  const handler = findHandler(path.split("?", 1)[0] ?? "");
  if (handler === null) throw new Error(`${path} is the framework's.`);
  return handler(new Request(origin + path, init));
};

/** How a visit is shown. */
export type VisitIn = "address" | "cookie";

/** A visit as a browser shows it that took its cookie. */
export const shownVisit = (linkId: string, visit: string): string =>
  visitCookie(linkId, visit, running().services.settings.publicOrigin).split(";", 1)[0] ?? "";

/** Takes a step below the page of the actor's link, under their visit. */
export const askStep = (
  name: string,
  belongings: Belongings,
  actor: Actor,
  visitIn: VisitIn,
): Promise<Response> => {
  const { form: fields }: StepCase = caseOf(stepCases, name);
  const { linkId, visit, cookie = "" } = actor;
  const [method = "", step = ""] = name.split(" ");
  const shown =
    visit !== undefined && visitIn === "cookie" ? `${cookie}; ${shownVisit(linkId, visit)}` : cookie;
  const headers = headersOf({ ...actor, cookie: shown }, fields === undefined ? {} : form);
  const search = visit !== undefined && visitIn === "address" ? `?v=${visit}` : "";
  const body = fields === undefined ? null : new URLSearchParams(fields(belongings)).toString();
  return askPath(`/s/${linkId}/${step}${search}`, { method, headers, body });
};
