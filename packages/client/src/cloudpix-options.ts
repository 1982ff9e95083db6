import type { Fetch } from "./send-request.ts";

/** A token as it is, or what is asked for it before every request, so that it may change or come late. */
export type Token = string | (() => string | undefined | Promise<string | undefined>);

export type CloudPixOptions = {
  /** The address of the installation, such as `https://pix.example.com`: it has a host of its own, and no path. */
  url: string | URL;
  /** An access token (`cpx_…`) or what `auth.login` answers; without it only public procedures answer. */
  token?: Token | undefined;
  /**
   * How often a query, or a create that carries a `requestId`, is tried again when no answer came: 4 times by default, 0
   * is never. A block of an upload is tried again twice as often.
   */
  retries?: number | undefined;
  /** How long one request may take, a minute by default. An answer that comes later counts as none. Not for blocks. */
  timeoutMs?: number | undefined;
  /** Stands in for the global `fetch`. */
  fetch?: Fetch | undefined;
};

/** The options with what holds where nothing was said: 4 retries, 60 s, the global `fetch`. */
export type Connection = {
  origin: URL;
  token: Token | undefined;
  retries: number;
  timeoutMs: number;
  fetch: Fetch;
};

/** @throws TypeError for anything but the address of a host */
const originOf = (url: string | URL): URL => {
  const given = new URL(url);
  const { protocol, origin } = given;
  if (protocol !== "https:" && protocol !== "http:")
    throw new TypeError(`CloudPix is reached by https: or http:, not by ${protocol}`);
  if (given.pathname !== "/" || given.search !== "" || given.hash !== "")
    throw new TypeError(
      `CloudPix has a host of its own: please give its url as "${origin}", without a path.`,
    );
  return given;
};

/** @throws TypeError when `url` is none, or more than the address of a host */
export const toConnection = ({
  url,
  token,
  retries = 4,
  timeoutMs = 60_000,
  fetch,
}: CloudPixOptions): Connection => ({
  origin: originOf(url),
  token,
  retries,
  timeoutMs,
  // Looked up late, and never as a method: browsers refuse that.
  fetch: fetch ?? ((address, init) => globalThis.fetch(address, init)),
});
