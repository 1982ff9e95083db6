import type { Services } from "@cloudpix/api";
import { running } from "./running.ts";
import { type BrowserSession, sessionCookie } from "./session-cookie.ts";

type SessionTokens = Services["sessionTokens"];

/**
 * The maker of session tokens for one request. A call that ends every session of its caller (another password, signing
 * out everywhere) has it make the one token that goes on: a browser that calls goes on too, by a cookie on the answer.
 * `session` gives the one that the request was found to have, and null before that and for bearers.
 */
export const cookieFollows = (
  tokens: SessionTokens,
  session: () => BrowserSession | null,
): SessionTokens => ({
  ...tokens,
  issue: async (user, now) => {
    const ended = session();
    const answer = running().response.getStore();
    if (
      ended?.userId === user.userId &&
      ended.tokenVersion !== user.tokenVersion &&
      answer?.headersSent === false
    ) {
      const goesOn = { ...ended, tokenVersion: user.tokenVersion, renewedMs: now.getTime() };
      answer.appendHeader("set-cookie", await sessionCookie(goesOn));
    }
    return tokens.issue(user, now);
  },
});
