import { NextRequest } from "next/server";
import { handleAuth } from "../src/server/auth-handler.ts";
import { type ActionCase, actionCases } from "./action-cases.ts";
import { type Actor, headersOf } from "./actors.ts";
import { caseOf, form, origin } from "./ask.ts";
import type { Belongings } from "./belongings.ts";

/** Asks next-auth as the framework does. */
export const askAuth = (
  path: string,
  init: ConstructorParameters<typeof NextRequest>[1],
): Promise<Response> => {
  const nextauth = path.split("?", 1)[0]?.split("/") ?? [];
  return handleAuth(new NextRequest(`${origin}/api/auth/${path}`, init), {
    params: Promise.resolve({ nextauth }),
  });
};

/** What a page gets before it posts a form to next-auth: the token for the form, and the cookie that goes with it. */
export const csrfOf = async (): Promise<{ csrfToken: string; cookie: string }> => {
  const answer = await askAuth("csrf", {});
  const { csrfToken } = await answer.json();
  return {
    csrfToken,
    cookie: answer.headers
      .getSetCookie()
      .map((set) => set.split(";", 1)[0])
      .join("; "),
  };
};

/** Takes an action of the browser's sign-in as its pages do. */
export const askAction = async (name: string, belongings: Belongings, actor: Actor): Promise<Response> => {
  const { form: fields }: ActionCase = caseOf(actionCases, name);
  const [method = "", action = ""] = name.split(" ");
  if (fields === undefined) return askAuth(action, { method, headers: headersOf(actor) });
  const { csrfToken, cookie } = await csrfOf();
  const headers = headersOf({ ...actor, cookie: `${actor.cookie ?? ""}; ${cookie}` }, form);
  const body = new URLSearchParams({ ...fields(belongings, actor), csrfToken, json: "true" }).toString();
  return askAuth(action, { method, headers, body });
};
