import { errorTable } from "@cloudpix/api";
import type { ErrorCode } from "@cloudpix/domain";
import type { Route } from "../route.ts";

const ofEverybody: readonly ErrorCode[] = ["input.invalid", "input.too_slow", "input.head_too_large"];
const ofWhoeverSends: readonly ErrorCode[] = ["input.media_type"];
const ofJson: readonly ErrorCode[] = ["input.too_large"];
const ofWhoeverIsKnown: readonly ErrorCode[] = ["auth.required", "auth.token_invalid", "auth.token_expired"];

/** Every code an operation may refuse with, by the status it is told with; failures of our own aside. */
export const refusalsOf = (route: Route): ReadonlyMap<number, readonly ErrorCode[]> => {
  const sends = route.method === "POST" || route.method === "PUT";
  const codes = new Set<ErrorCode>([
    ...ofEverybody,
    ...(sends ? ofWhoeverSends : []),
    ...(sends && !route.form ? ofJson : []),
    ...(route.needs === "nothing" ? [] : ofWhoeverIsKnown),
    ...(route.needs === "nothing" || route.needs === "token" ? [] : (["auth.scope_missing"] as const)),
    // A browser's cookie speaks for its user only on pages of this site.
    ...(route.needs !== "nothing" && route.method !== "GET" ? (["auth.origin_refused"] as const) : []),
    ...route.refusals,
    ...(route.asksNothing ? [] : (["dependency.unavailable"] as const)),
  ]);
  return Map.groupBy(codes, (code) => errorTable[code].httpStatus);
};
