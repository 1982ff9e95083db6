import { createRequire } from "node:module";
import { type Tracer, trace } from "@opentelemetry/api";

const disable = (api: unknown): void => {
  const found: unknown = typeof api === "object" && api !== null ? Reflect.get(api, "trace") : undefined;
  const method: unknown =
    typeof found === "object" && found !== null ? Reflect.get(found, "disable") : undefined;
  if (typeof method !== "function") throw new Error("The tracer cannot be taken from its global place.");
  Reflect.apply(method, found, []);
};

/**
 * The tracer of the SDK that was just started, for this package alone: it is taken out of the place where the web
 * framework would find it and tell of its inner life, a dozen spans for a page.
 * @throws Error when the library was rebuilt so that this can no longer be done
 */
export const takeTracer = (): Tracer => {
  const tracer = trace.getTracerProvider().getTracer("cloudpix");
  trace.disable();
  // The library is there twice, for `import` and for `require`, and each copy remembers by itself; the framework and the
  // SDK use the second.
  const inSdk = createRequire(createRequire(import.meta.url).resolve("applicationinsights"));
  disable(inSdk("@opentelemetry/api"));
  return tracer;
};
