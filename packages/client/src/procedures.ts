import type { AppRouter } from "@cloudpix/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

/** What goes into every procedure: `ProcedureInputs["files"]["list"]`. */
export type ProcedureInputs = inferRouterInputs<AppRouter>;

/** What comes out of every procedure: `ProcedureOutputs["files"]["list"]`. */
export type ProcedureOutputs = inferRouterOutputs<AppRouter>;

export type CallOptions = {
  /** Gives the call up: it rejects with the signal's reason. What the server had begun it may still finish. */
  signal?: AbortSignal | undefined;
};

type Given<Input> = undefined extends Input
  ? [input?: Input, options?: CallOptions]
  : [input: Input, options?: CallOptions];

// Methods, which are compared both ways: tRPC takes a signal of `undefined` and its types do not say so.
type Verb<Kind, Input, Output> = Kind extends "query"
  ? { query(...given: Given<Input>): Promise<Output> }
  : { mutate(...given: Given<Input>): Promise<Output> };

type Routers = AppRouter["_def"]["record"];

/**
 * Every procedure of CloudPix, typed by the server's own router: `cloudpix.files.list.query({ limit: 10 })` reads,
 * `cloudpix.shares.create.mutate({ fileId })` changes. They reject with a `CloudPixError`.
 */
export type Procedures = {
  [Router in keyof Routers]: {
    [Name in keyof Routers[Router] & keyof ProcedureInputs[Router] & keyof ProcedureOutputs[Router]]: Verb<
      Routers[Router][Name] extends { _def: { type: infer Kind } } ? Kind : never,
      ProcedureInputs[Router][Name],
      ProcedureOutputs[Router][Name]
    >;
  };
};
