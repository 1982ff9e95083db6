import type { Route } from "../route.ts";

const seconds = { type: "integer", minimum: 0 };
const count = { type: "integer", minimum: 0 };

/** Every header that the document tells of. */
export const namedHeaders = {
  RetryAfter: { description: "Seconds until another try makes sense.", schema: seconds, required: true },
  RateLimitLimit: { description: "How many tries a window holds. Where tries are counted.", schema: count },
  RateLimitRemaining: { description: "How many are left in this one.", schema: count },
  RateLimitReset: { description: "Seconds until the next one begins.", schema: seconds },
};

const refTo = (name: keyof typeof namedHeaders) => ({ $ref: `#/components/headers/${name}` });

const whenToComeBack = { "Retry-After": refTo("RetryAfter") };
const whereOneStands = {
  "RateLimit-Limit": refTo("RateLimitLimit"),
  "RateLimit-Remaining": refTo("RateLimitRemaining"),
  "RateLimit-Reset": refTo("RateLimitReset"),
};

/** The headers that an operation answers this status with: every answer of one whose tries are counted tells where one stands. */
export const headersOf = ({ refusals }: Route, status: number): { headers?: object } => {
  const headers = {
    ...(status === 429 || status === 503 ? whenToComeBack : {}),
    ...(refusals.includes("rate.limited") ? whereOneStands : {}),
  };
  return Object.keys(headers).length === 0 ? {} : { headers };
};
