import type { IncomingHttpHeaders } from "node:http";

/** Set by the server where a request comes from this machine itself, never believed from outside. */
export const localCallerHeader = "x-cloudpix-local-caller";

const loopbackHosts = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
// As peers are written, and as the address that limits count by (`clientAddress`): that of ::1 is its network.
const isLoopbackAddress = (address: string) => /^(?:::ffff:)?127\.|^::1$|^0:0:0:0::\/64$/.test(address);

/** What proxies and tunnels write. `via` and the rest may be all that a careless one leaves. */
const proxyHeaders =
  /^(?:x-forwarded-.+|forwarded|via|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

/**
 * Whether somebody on this very machine asks, and not a stranger through a proxy that runs here: the peer and the true
 * client are this machine, the request says so by its host too (a page of another site that had its name pointed here
 * does not), nothing in it tells of a proxy that we do not know, and there is none to expect. `expectsUnknownProxy`: the
 * site is public and its proxies are not named, so that whoever ends its TLS may stand right here and tell nothing.
 */
export const isLocalCaller = (
  { peer, headers }: { peer: string; headers: IncomingHttpHeaders },
  {
    client,
    viaTrusted,
    expectsUnknownProxy,
  }: { client: string; viaTrusted: boolean; expectsUnknownProxy: boolean },
): boolean =>
  !expectsUnknownProxy &&
  isLoopbackAddress(peer) &&
  isLoopbackAddress(client) &&
  loopbackHosts.test(headers.host ?? "") &&
  (viaTrusted || !Object.keys(headers).some((name) => proxyHeaders.test(name)));
