/** A choice of how long something lasts; `days` null: without an end. The value is its text in a form. */
export type ExpiryOption = { value: string; days: number | null; label: string };

const never = "never";

/** "1 day", "90 days", "1 year". */
export const daysWords = (days: number): string =>
  days === 1 ? "1 day" : days === 365 ? "1 year" : `${days} days`;

/** The choices for these numbers of days in order, each once, and at last the endless one where it has a name. */
export const expiryOptions = (offered: readonly number[], endless?: string): ExpiryOption[] => {
  const days = [...new Set(offered)].sort((a, b) => a - b);
  return [
    ...days.map((count) => ({ value: String(count), days: count, label: daysWords(count) })),
    ...(endless === undefined ? [] : [{ value: never, days: null, label: endless }]),
  ];
};

/** The number of days that a text stands for; NaN, which every schema refuses, for any other text. */
export const expiryDays = (value: string): number | null => (value === never ? null : Number(value));
