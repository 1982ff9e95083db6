import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";

/** What next-auth has to answer with: as much of the framework's answer as it uses. */
const openAnswer = () => {
  const headers = new Headers();
  let status = 200;
  let body: string | null = null;
  const answer = {
    status: (given: number) => {
      status = given;
      return answer;
    },
    getHeader: (name: string) => (name === "Set-Cookie" ? headers.getSetCookie() : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return answer;
    },
    send: (given: unknown) => {
      body = typeof given === "string" ? given : JSON.stringify(given);
    },
    json: (given: unknown) => {
      headers.set("content-type", "application/json");
      answer.send(given);
    },
    end: () => {},
  };
  return { answer, read: () => new Response(body, { status, headers }) };
};

/**
 * What next-auth answers to a request. It is shown the session, its own token against forged forms and the fields of
 * `form`, and sets no cookie but these two: where to go next it would also take from a query or a cookie of its own,
 * which nothing here uses, and fails on what is no address.
 */
export const askNextAuth = async (
  request: NextRequest,
  nextauth: string[],
  form: string,
  options: NextAuthOptions,
): Promise<Response> => {
  const { sessionToken, csrfToken } = options.cookies ?? {};
  const known = [sessionToken, csrfToken].flatMap((cookie) => cookie?.name ?? []);
  const asked = {
    method: request.method,
    query: { nextauth },
    headers: Object.fromEntries(request.headers),
    cookies: Object.fromEntries(
      known.flatMap((name) => request.cookies.getAll(name)).map(({ name, value }) => [name, value]),
    ),
    body: Object.fromEntries(new URLSearchParams(form)),
  };
  const { answer, read } = openAnswer();
  await Reflect.apply(NextAuth, undefined, [asked, answer, options]);
  const told = read();
  const cookies = told.headers.getSetCookie();
  told.headers.delete("set-cookie");
  for (const cookie of cookies)
    if (known.some((name) => cookie.startsWith(`${name}=`))) told.headers.append("set-cookie", cookie);
  return told;
};
