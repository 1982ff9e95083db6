import { checkCredentials, SessionClaims } from "@cloudpix/api";
import { isAppError, LoginInput, limits } from "@cloudpix/domain";
import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { clientAddressHeader } from "./http-server.ts";
import { type Running, running } from "./running.ts";

const sessionDays = 7;

/** `__Host-` binds a cookie to this host and to https; plain http (this machine only) cannot carry it. */
const cookieName = (publicOrigin: string, name: string) =>
  publicOrigin.startsWith("https:") ? `__Host-cloudpix.${name}` : `cloudpix.${name}`;

const cookie = (publicOrigin: string, name: string) => ({
  name: cookieName(publicOrigin, name),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: publicOrigin.startsWith("https:") },
});

/** Where to go after signing in or out: a place on this site, whatever was asked for. */
export const safeRedirect = (wanted: string, publicOrigin: string): string => {
  const target = URL.canParse(wanted, publicOrigin) ? new URL(wanted, publicOrigin) : null;
  return target?.origin === publicOrigin ? target.href : publicOrigin;
};

/** The browser's session: e-mail and password once, then a signed cookie that a raised `tokenVersion` ends. */
export const sessionOptions = ({ services, env }: Running): NextAuthOptions => ({
  secret: env.AUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionDays * 24 * 3_600 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  cookies: {
    sessionToken: cookie(env.PUBLIC_ORIGIN, "session"),
    csrfToken: cookie(env.PUBLIC_ORIGIN, "csrf"),
    callbackUrl: cookie(env.PUBLIC_ORIGIN, "callback"),
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
          // next-auth shows the message of what is thrown here: only sentences meant for people may pass.
          if (isAppError(error)) throw new Error(error.message, { cause: error });
          services.log.error({ err: error }, "sign-in failed");
          throw new Error("Something went wrong on our side.", { cause: error });
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => ("tokenVersion" in (user ?? {}) ? { userId: user.id, ...user } : token),
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

const cookieLength = 16 * limits.emailLength;

/** Who the session cookie speaks for; null without a valid one. Reads the cookie only: the same token as a bearer is nothing. */
export const readSessionCookie = async (cookieHeader: string | null): Promise<SessionClaims | null> => {
  const { env } = running();
  const name = `${cookieName(env.PUBLIC_ORIGIN, "session")}=`;
  const pair = (cookieHeader ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  if (pair === undefined || pair.length > cookieLength) return null;
  const claims = await decode({ token: pair.slice(name.length), secret: env.AUTH_SECRET }).catch(() => null);
  const parsed = SessionClaims.safeParse(claims);
  return parsed.success ? parsed.data : null;
};
