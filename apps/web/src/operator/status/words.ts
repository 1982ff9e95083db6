/** A figure as it was told; null where none was. */
export const figure = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** `1,204`; "?" where it is not known. */
export const count = (value: unknown): string => figure(value)?.toLocaleString("en-US") ?? "?";

/** `1 message`, `2 messages`, `? messages`. */
export const counted = (value: unknown, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `4 s`, `12 min`, `3 h 5 min`, `2 d 4 h`. */
export const span = (value: unknown): string => {
  const seconds = figure(value);
  if (seconds === null) return "?";
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

/** What is told in place of anything that could not be asked. */
export const unknown = (whom: "database" | "queue"): string => `unknown: the ${whom} does not answer`;

const ms = (value: unknown) => `${count(value)} ms`;

/** `half within 3 ms, 95 % within 18 ms, 99 % within 40 ms, the slowest 61 ms`, of figures named `<prefix>P50Ms` and so on. */
export const percentiles = (figures: Readonly<Record<string, unknown>>, prefix: string): string =>
  `half within ${ms(figures[`${prefix}P50Ms`])}, 95 % within ${ms(figures[`${prefix}P95Ms`])}, ` +
  `99 % within ${ms(figures[`${prefix}P99Ms`])}, the slowest ${ms(figures[`${prefix}MaxMs`])}`;
