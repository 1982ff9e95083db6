import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "@cloudpix/domain";
import type { Env } from "../env.ts";
import { clientAddress, isTrusted, trustedProxies } from "./client-address.ts";
import { isLocalCaller } from "./local-caller.ts";

/** Who sent a request, as far as they or a trusted proxy can be believed. */
export type Caller = {
  /** What limits count by. */
  address: string;
  /** Whether somebody on this very machine asks. */
  isLocal: boolean;
  /** The one of a trusted proxy, otherwise a new one. */
  requestId: string;
  /** The operation it belongs to, where a trusted proxy names one. */
  traceParent: string | undefined;
};

const one = (header: string | string[] | undefined) => (typeof header === "string" ? header : undefined);

/** Reads who calls from a request as it came, before anything in it is replaced. @throws Error for a malformed setting */
export const createCallerReader = (
  env: Pick<Env, "TRUSTED_PROXIES" | "PUBLIC_ORIGIN">,
): ((request: IncomingMessage) => Caller) => {
  const proxies = trustedProxies(env.TRUSTED_PROXIES);
  const expectsUnknownProxy = !isLoopback(env.PUBLIC_ORIGIN) && env.TRUSTED_PROXIES.length === 0;

  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? "";
    const viaTrusted = isTrusted(proxies, peer);
    const forwardedFor = headers["x-forwarded-for"];
    const address = clientAddress(
      peer,
      Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor,
      proxies,
    );
    const givenId = viaTrusted ? one(headers["x-request-id"]) : undefined;
    return {
      address,
      isLocal: isLocalCaller({ peer, headers }, { client: address, viaTrusted, expectsUnknownProxy }),
      requestId: givenId !== undefined && /^[\w-]{8,64}$/.test(givenId) ? givenId : randomUUID(),
      traceParent: viaTrusted ? one(headers["traceparent"]) : undefined,
    };
  };
};
