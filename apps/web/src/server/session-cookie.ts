import { SessionClaims } from "@cloudpix/api";
import { DAY_MS, limits } from "@cloudpix/domain";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { running } from "./running.ts";

/** Days a browser's session lives without being used, and at the very most however much it is used. */
export const sessionDays = { idle: 7, atMost: 30 } as const;

/** Seconds a session cookie is valid for. */
export const sessionSeconds = (sessionDays.idle * DAY_MS) / 1000;

/** A browser's session: who, since when, and when its cookie was made. Times in milliseconds since 1970. */
export const BrowserSession = SessionClaims.extend({ sinceMs: z.int(), renewedMs: z.int() });
export type BrowserSession = z.infer<typeof BrowserSession>;

/**
 * The name of one of our cookies. `__Host-` binds it to this host and to https. Plain http (this machine only) cannot
 * carry that, and cookies know no ports: there the name keeps two stacks of one machine apart.
 */
export const cookieName = (publicOrigin: string, name: string): string => {
  const { protocol, port } = new URL(publicOrigin);
  return protocol === "https:" ? `__Host-cloudpix.${name}` : `cloudpix.${port || "80"}.${name}`;
};

/** What these claims say, while the session lives; null for anything else. */
export const readClaims = (claims: unknown, now: Date): BrowserSession | null => {
  const parsed = BrowserSession.safeParse(claims);
  const lives = parsed.success && now.getTime() < parsed.data.sinceMs + sessionDays.atMost * DAY_MS;
  return lives ? parsed.data : null;
};

const longestCookie = 16 * limits.emailLength;

/** The session in the cookie of a request; null without a living one. Reads the cookie only: the same token as a bearer is nothing. */
export const readSessionCookie = async (cookieHeader: string | null): Promise<BrowserSession | null> => {
  const { env, services } = running();
  const name = `${cookieName(env.PUBLIC_ORIGIN, "session")}=`;
  const pair = (cookieHeader ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  if (pair === undefined || pair.length > longestCookie) return null;
  const claims = await decode({ token: pair.slice(name.length), secret: env.AUTH_SECRET }).catch(() => null);
  return readClaims(claims, services.now());
};

/** The cookie that carries a session from now on, as a `Set-Cookie` header. */
export const sessionCookie = async (session: BrowserSession): Promise<string> => {
  const { env } = running();
  const token = await encode({ token: session, secret: env.AUTH_SECRET, maxAge: sessionSeconds });
  return [
    `${cookieName(env.PUBLIC_ORIGIN, "session")}=${token}`,
    "Path=/",
    `Max-Age=${sessionSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(env.PUBLIC_ORIGIN.startsWith("https:") ? ["Secure"] : []),
  ].join("; ");
};
