import { checkCredentials, readUser, toAppError } from "@cloudpix/api";
import { AppError, LoginInput } from "@cloudpix/domain";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { reportFailure } from "./report-failure.ts";
import type { Running } from "./running.ts";
import { type BrowserSession, cookieName, readClaims, sessionSeconds } from "./session-cookie.ts";
import { clientAddressHeader } from "./true-headers.ts";

const cookie = (publicOrigin: string, name: string) => ({
  name: cookieName(publicOrigin, name),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: publicOrigin.startsWith("https:") },
});

/** Where to go after signing in or out: a place on this site, whatever was asked for. */
export const safeRedirect = (wanted: string, publicOrigin: string): string => {
  const target = URL.canParse(wanted, publicOrigin) ? new URL(wanted, publicOrigin) : null;
  return target?.origin === publicOrigin ? target.href : publicOrigin;
};

/**
 * The browser's session: e-mail and password once, then a signed cookie that a raised `tokenVersion` ends. It runs out
 * after 7 days without use, and 30 days after signing in whatever is done with it (docs/decisions/0013).
 * next-auth turns every failure into its own words; `onFailure` hears what it was.
 */
export const sessionOptions = (
  { services, env }: Pick<Running, "services" | "env">,
  onFailure: (failure: AppError) => void,
): NextAuthOptions => ({
  secret: env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionSeconds },
  // Its own default is 30 days, which would outlive the cookie.
  jwt: { maxAge: sessionSeconds },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: {
    sessionToken: cookie(env.PUBLIC_ORIGIN, "session"),
    csrfToken: cookie(env.PUBLIC_ORIGIN, "csrf"),
  },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      authorize: async (given, request) => {
        const input = LoginInput.safeParse({ email: given?.email, password: given?.password });
        if (!input.success) return null;
        const address: unknown = request.headers?.[clientAddressHeader];
        try {
          const user = await checkCredentials({ services, clientAddress: String(address) }, input.data);
          return { id: user.userId, tokenVersion: user.tokenVersion };
        } catch (error) {
          const failure = toAppError(error);
          reportFailure(failure);
          onFailure(failure);
          // next-auth shows the message of what is thrown here: an AppError's is meant for people.
          throw failure;
        }
      },
    }),
  ],
  callbacks: {
    jwt: async ({ token, user }) => {
      const nowMs = services.now().getTime();
      if ("tokenVersion" in (user ?? {}))
        return { ...user, userId: user.id, sinceMs: nowMs, renewedMs: nowMs };
      const session = readClaims(token, services.now());
      if (session === null) throw new AppError("auth.token_expired");
      await readUser(services, session).catch((error: unknown) => {
        onFailure(toAppError(error));
        throw error;
      });
      return { ...session, renewedMs: nowMs } satisfies BrowserSession;
    },
    session: ({ session }) => ({ expires: session.expires }),
    redirect: ({ url }) => safeRedirect(url, env.PUBLIC_ORIGIN),
  },
  logger: {
    error: (code, details) =>
      services.log.warn({ code, err: details instanceof Error ? details : undefined }, "next-auth"),
    warn: (code) => services.log.warn({ code }, "next-auth"),
    debug: () => {},
  },
});
