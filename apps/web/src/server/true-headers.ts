import type { IncomingMessage } from "node:http";
import type { Caller } from "./caller.ts";
import { localCallerHeader } from "./local-caller.ts";

/** Set by this server on every request, never believed from outside. */
export const clientAddressHeader = "x-cloudpix-client-address";

const ours = new Set([
  clientAddressHeader,
  localCallerHeader,
  "x-nonce",
  "x-path",
  "content-security-policy",
  "x-middleware-subrequest",
]);

type Truth = {
  caller: Caller;
  publicUrl: URL;
  nonce: string;
  /** The framework takes the nonce for its own scripts from the policy on the request. */
  policy: string | undefined;
};

/** What a caller claims about itself goes; what is true takes its place, for the handlers and for the framework. */
export const setTrueHeaders = (
  request: IncomingMessage,
  { caller, publicUrl, nonce, policy }: Truth,
): void => {
  const { headers } = request;
  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-forwarded-") || name === "forwarded" || ours.has(name)) delete headers[name];
  }
  Object.assign(headers, {
    host: publicUrl.host,
    "x-forwarded-host": publicUrl.host,
    "x-forwarded-proto": publicUrl.protocol.slice(0, -1),
    "x-forwarded-for": caller.address,
    "x-request-id": caller.requestId,
    "x-nonce": nonce,
    "x-path": request.url ?? "",
    "content-security-policy": policy,
    [clientAddressHeader]: caller.address,
    ...(caller.isLocal ? { [localCallerHeader]: "1" } : {}),
  });
};
