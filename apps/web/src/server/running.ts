import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { createReadiness, type Services } from "@cloudpix/api";
import type { ReadinessView, UserId } from "@cloudpix/domain";
import type { Env } from "../env.ts";

/** What the running process offers to pages and route handlers. */
export type Running = {
  services: Services;
  env: Env;
  /** Where the browser reads and writes blobs. */
  storageOrigin: string;
  /** Whether it can do its work now. */
  readiness: () => Promise<ReadinessView>;
  /** The answer being written for the request at hand. */
  response: AsyncLocalStorage<ServerResponse>;
  /** Who was found to ask, by the answer they get: for the access log. */
  callers: WeakMap<ServerResponse, UserId>;
};

// The framework bundles pages and handlers into modules of their own; this one global is the door between them and the
// server that loaded the drivers, so that there is one database connection and one clock.
const slot = Symbol.for("cloudpix.running");
const globals: typeof globalThis & { [slot]?: Running } = globalThis;

export const setRunning = (running: Omit<Running, "readiness" | "response" | "callers">): Running => {
  const complete = {
    ...running,
    readiness: createReadiness(running.services),
    response: new AsyncLocalStorage<ServerResponse>(),
    callers: new WeakMap<ServerResponse, UserId>(),
  };
  globals[slot] = complete;
  return complete;
};

/** @throws Error when the code runs outside of `server.ts` */
export const running = (): Running => {
  const current = globals[slot];
  if (current === undefined) throw new Error("CloudPix pages and routes run inside apps/web/server.ts only.");
  return current;
};

/** The answer being written for the request that the present work belongs to; undefined outside of any. */
export const requestAtHand = (): ServerResponse | undefined => globals[slot]?.response.getStore();

/** Notes for the access log who asks. Nothing happens outside of a request. */
export const noteCaller = (userId: UserId): void => {
  const { response, callers } = running();
  const answer = response.getStore();
  if (answer !== undefined) callers.set(answer, userId);
};
