import type { ServerResponse } from "node:http";
import { readUser } from "@cloudpix/api";
import { DAY_MS, type UserRecord } from "@cloudpix/domain";
import { noteCaller, running } from "./running.ts";
import { type BrowserSession, sessionCookie } from "./session-cookie.ts";

const renewAfterMs = DAY_MS;
const renewing = new WeakSet<ServerResponse>();

/** Pages cannot set cookies in the framework's words, and calls of one batch ask at once: so on the answer itself, once. */
const renew = async (session: BrowserSession) => {
  const answer = running().response.getStore();
  if (answer === undefined || renewing.has(answer)) return;
  renewing.add(answer);
  const cookie = await sessionCookie({ ...session, renewedMs: running().services.now().getTime() });
  if (!answer.headersSent) answer.appendHeader("set-cookie", cookie);
};

/**
 * The user behind a browser's session, read anew on every request. Every use passes here, page or call: so here a
 * session in use gets a fresh cookie once a day, and runs out only when nobody uses it.
 * @throws AppError `auth.token_invalid` when the user is gone or the session was ended
 */
export const sessionUser = async (session: BrowserSession): Promise<UserRecord> => {
  const { services } = running();
  const user = await readUser(services, session);
  noteCaller(user.userId);
  if (services.now().getTime() >= session.renewedMs + renewAfterMs) await renew(session);
  return user;
};
