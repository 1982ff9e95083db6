import { newUuidV7 } from "@cloudpix/domain";
import type { ProcedureInputs } from "./procedures.ts";

type MutatePath = {
  [Router in keyof ProcedureInputs]: `${Router}.${keyof ProcedureInputs[Router] & string}.mutate`;
}[keyof ProcedureInputs];

/** Mutations that answer with the first result when they come again under the same `requestId`. */
const creates: readonly string[] = [
  "files.createUpload.mutate",
  "shares.create.mutate",
] satisfies MutatePath[];

/** One call as it goes out: its input, and whether it may go out again when no answer came. */
export type RepeatableCall = { input: unknown; repeatable: boolean };

/**
 * `path` ends with the verb. Queries may be repeated. So may creates, which get a `requestId` of their own when the
 * caller gave none. Any other mutation may not: nobody knows what it did when its answer was lost.
 */
export const repeatableCall = (path: readonly string[], input: unknown): RepeatableCall => {
  if (path.at(-1) === "query") return { input, repeatable: true };
  if (!creates.includes(path.join(".")) || typeof input !== "object" || input === null)
    return { input, repeatable: false };
  const given: unknown = Reflect.get(input, "requestId");
  return {
    // A UUIDv7: an upload takes its place in time from it.
    input: given === undefined ? { ...input, requestId: newUuidV7(new Date()) } : input,
    repeatable: true,
  };
};
