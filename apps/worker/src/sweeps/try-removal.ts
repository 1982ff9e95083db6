import type { Facts } from "@cloudpix/telemetry";
import type { Services } from "../services.ts";

/** What is removed, under the name that an operator finds it by; `left` says in the log that it was not. */
export type Removal = { name: "purge" | "account-removal"; left: string; facts: Facts };

/**
 * Removes something as a piece of work of its own, so that it is seen with all that it asks of database and storage; what
 * fails is told there and is `failed`, for others must go on.
 */
export const tryRemoval = <Result>(
  { telemetry }: Pick<Services, "telemetry">,
  { name, left, facts }: Removal,
  remove: () => Promise<Result>,
): Promise<Result | "failed"> =>
  telemetry.inSpan(name, { kind: "consumer", attributes: facts }, async (span) => {
    try {
      return await remove();
    } catch (error) {
      span.fail();
      telemetry.trackFailure(error, left, facts);
      return "failed";
    }
  });
