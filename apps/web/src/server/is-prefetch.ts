/** True when a browser guesses where its user goes next. Guessing ahead is not entering. */
export const isPrefetch = ({ headers }: Pick<Request, "headers">): boolean =>
  /prefetch|prerender/.test(headers.get("sec-purpose") ?? headers.get("purpose") ?? "");
