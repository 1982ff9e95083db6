import { type Context, personOf, readBearer } from "@cloudpix/api";
import { AppError } from "@cloudpix/domain";
import { clientAddressHeader } from "./http-server.ts";
import { running } from "./running.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { sessionUser } from "./session-user.ts";

const bearer = (headers: Headers): string | null => {
  const header = headers.get("authorization");
  if (header === null) return null;
  const token = /^bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (token === undefined) throw new AppError("auth.token_invalid");
  return token;
};

/** One HTTP request as the procedures see it. A bearer token, when given, is the one word that counts; else the cookie. */
export const requestContext = ({ headers, method }: Pick<Request, "headers" | "method">): Context => {
  const { services, env } = running();
  return {
    services,
    requestId: headers.get("x-request-id") ?? "",
    clientAddress: headers.get(clientAddressHeader) ?? "",
    authenticate: async () => {
      const token = bearer(headers);
      if (token !== null) return readBearer(services, token);
      const session = await readSessionCookie(headers.get("cookie"));
      if (session === null) throw new AppError("auth.required");
      if (method !== "GET" && method !== "HEAD") requireSameOrigin(headers, env.PUBLIC_ORIGIN);
      return personOf(await sessionUser(session));
    },
  };
};
