import { AppError } from "@cloudpix/domain";
import type { Route } from "./route.ts";

/**
 * What stands at an address: its path as the table writes it, the operations by method, and the words that stand in place
 * of the parameters.
 */
export type Place = { path: string; operations: ReadonlyMap<string, Route>; params: Record<string, string> };

type Pattern = { path: string; segments: readonly string[]; operations: Map<string, Route> };

const segmentsOf = (path: string) => path.split("/").slice(1);
const isParameter = (segment: string) => segment.startsWith(":");

/** Words before parameters, from the left: `/share/user` is asked before `/share/:linkId`. */
const wordsFirst = (a: Pattern, b: Pattern): number => {
  for (const [index, segment] of a.segments.entries()) {
    const difference = Number(isParameter(segment)) - Number(isParameter(b.segments[index] ?? ""));
    if (difference !== 0) return difference;
  }
  return 0;
};

const decoded = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};

const paramsOf = (
  { segments }: Pattern,
  asked: readonly (string | null)[],
): Record<string, string> | null => {
  if (segments.length !== asked.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const word = asked[index];
    if (word == null || word === "") return null;
    if (isParameter(segment)) params[segment.slice(1)] = word;
    else if (segment !== word) return null;
  }
  return params;
};

/**
 * Finds what stands at a path below `/api`, as it was sent (percent-encoded).
 * @throws AppError `route.not_found`
 */
export const routeFinder = (routes: readonly Route[]): ((path: string) => Place) => {
  const byPath = Map.groupBy(routes, ({ path }) => path);
  const patterns = [...byPath].map(([path, operations]) => ({
    path,
    segments: segmentsOf(path),
    operations: new Map(operations.map((operation) => [operation.method, operation])),
  }));
  patterns.sort(wordsFirst);
  return (path) => {
    const asked = path === "/" ? [] : segmentsOf(path).map(decoded);
    for (const pattern of patterns) {
      const params = paramsOf(pattern, asked);
      if (params !== null) return { path: pattern.path, operations: pattern.operations, params };
    }
    throw new AppError("route.not_found");
  };
};
