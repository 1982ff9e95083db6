import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A member of what has no type; undefined where there is none. */
export const field = (value: unknown, name: string): unknown =>
  (typeof value === "object" && value !== null) || typeof value === "function"
    ? Reflect.get(value, name)
    : undefined;

/**
 * A module of the SDK's exporter that it does not offer to others, the very one that the SDK works with.
 * @throws Error when it has none of that name
 */
export const insideExporter = (path: string): unknown => {
  const inside = createRequire(createRequire(import.meta.url).resolve("applicationinsights"));
  return inside(join(dirname(inside.resolve("@azure/monitor-opentelemetry-exporter")), path));
};
