import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** One exchange: what was asked, in words without secrets, and everything that came back. */
export type Heard = { asked: string; status: number; body: string; headers: Headers };

/** Asks, and keeps every answer. */
export type Visitor = {
  ask(asked: string, path: string, init?: RequestInit): Promise<Heard>;
  /** Bytes that are no HTTP or not all of it; what came back is kept too. */
  send(asked: string, bytes: string): Promise<string>;
  heard: readonly Heard[];
};

/** A visitor of the server at `origin`, which is also reached by `localOrigin`. Redirects are not followed: they are answers. */
export const createVisitor = (origin: string, localOrigin: string): Visitor => {
  const heard: Heard[] = [];
  return {
    ask: async (asked, path, init = {}) => {
      const response = await fetch(`${origin}${path}`, { redirect: "manual", ...init });
      const { status, headers } = response;
      const answer = { asked, status, headers, body: await response.text() };
      heard.push(answer);
      return answer;
    },
    send: async (asked, bytes) => {
      const { hostname, port } = new URL(localOrigin);
      const socket = connect(Number(port), hostname);
      socket.end(bytes);
      const body = await text(socket);
      heard.push({ asked, status: 0, headers: new Headers(), body });
      return body;
    },
    heard,
  };
};

/** A request with a JSON body. */
export const json = (body: unknown, headers: Record<string, string> = {}, method = "POST"): RequestInit => ({
  method,
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
