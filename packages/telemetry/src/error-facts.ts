/** What the log tells of an error. Nothing else of it: drivers hang whole requests and answers on theirs. */
export type ErrorFacts = {
  type: string;
  message: string;
  code?: string | number;
  statusCode?: number;
  stack?: string;
  cause?: ErrorFacts;
};

const deepestCause = 5;

/** An error and what it was caused by, at most five deep; anything else thrown, as text. */
export const errorFacts = (thrown: unknown, depth = 0): ErrorFacts => {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown) };
  const code: unknown = Reflect.get(thrown, "code");
  const statusCode: unknown = Reflect.get(thrown, "statusCode");
  return {
    type: thrown.name,
    message: thrown.message,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(typeof statusCode === "number" ? { statusCode } : {}),
    ...(thrown.stack === undefined ? {} : { stack: thrown.stack }),
    ...(thrown.cause === undefined || depth === deepestCause
      ? {}
      : { cause: errorFacts(thrown.cause, depth + 1) }),
  };
};
