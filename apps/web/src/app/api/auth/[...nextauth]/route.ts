import NextAuth from "next-auth";
import { running } from "../../../../server/running.ts";
import { sessionOptions } from "../../../../server/session.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

const handler = (request: Request, context: RouteContext): Promise<Response> =>
  NextAuth(sessionOptions(running()))(request, context);

export { handler as GET, handler as POST };
