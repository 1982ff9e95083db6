import type { AppRouter } from "@cloudpix/api";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { Connection } from "./cloudpix-options.ts";
import { jsonFetch } from "./json-fetch.ts";
import type { Procedures } from "./procedures.ts";
import { repeatableCall } from "./repeatable-call.ts";
import { toCloudPixError } from "./to-cloudpix-error.ts";
import { withRetries } from "./with-retries.ts";

const signalOf = (options: unknown): AbortSignal | undefined =>
  typeof options === "object" &&
  options !== null &&
  "signal" in options &&
  options.signal instanceof AbortSignal
    ? options.signal
    : undefined;

/** Puts errors and retries around a tRPC client, whose every step of a path is a function that may be called. */
const patient = <Node extends object>(node: Node, path: readonly string[], retries: number): Node =>
  new Proxy(node, {
    get: (target, name) => {
      const next: unknown = Reflect.get(target, name);
      return typeof next === "function" && typeof name === "string"
        ? patient(next, [...path, name], retries)
        : next;
    },
    apply: (target, self, [given, options]: unknown[]) => {
      if (typeof target !== "function") throw new TypeError(`${path.join(".")} is no procedure.`);
      const signal = signalOf(options);
      const { input, repeatable } = repeatableCall(path, given);
      const once = async (): Promise<unknown> => {
        try {
          return await Reflect.apply(target, self, [input, options]);
        } catch (error) {
          signal?.throwIfAborted();
          throw toCloudPixError(error);
        }
      };
      return withRetries(once, { retries: repeatable ? retries : 0, signal });
    },
  });

/** The procedures of one installation. One request per call, so that status, wait and abort are its own. */
export const callProcedures = ({ origin, token, retries, timeoutMs, fetch }: Connection): Procedures => {
  const bearer = typeof token === "function" ? token : () => token;
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: new URL("/api/trpc", origin),
        fetch: jsonFetch(fetch, timeoutMs),
        headers: async () => {
          const text = await bearer();
          if (text === undefined) return {};
          // A token that no header can carry (read from a file, with its line's end) fails here: inside of fetch it would
          // look like a lost connection.
          return Object.fromEntries(new Headers({ authorization: `Bearer ${text}` }));
        },
      }),
    ],
  });
  const { auth, files, shares, system } = patient(client, [], retries);
  return { auth, files, shares, system };
};
