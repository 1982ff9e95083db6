/** What a `Retry-After` header asks for, in whole seconds from `now`; undefined without one that can be read. */
export const readRetryAfter = (header: string | null, now: Date): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - now.getTime()) / 1_000));
};
