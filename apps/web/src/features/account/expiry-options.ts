/** A choice of how long something lasts; `days` null: without an end. The value is its text in a form. */
export type ExpiryOption = { value: string; days: number | null; label: string };

const never = "never";

/** "1 day", "90 days", "1 year". */
export const daysWords = (days: number): string =>
  days === 1 ? "1 day" : days === 365 ? "1 year" : `${days} days`;

/** The choices for these numbers of days in order, each once, and the endless one at last. */
export const expiryOptions = (offered: readonly (number | null)[], endless: string): ExpiryOption[] => {
  const days = [...new Set(offered)].filter((count) => count !== null).sort((a, b) => a - b);
  return [
    ...days.map((count) => ({ value: String(count), days: count, label: daysWords(count) })),
    { value: never, days: null, label: endless },
  ];
};

/** The text that stands for this number of days. */
export const expiryValue = (days: number | null): string => (days === null ? never : String(days));

/** The number of days that a text stands for; NaN, which every schema refuses, for any other text. */
export const expiryDays = (value: string): number | null => (value === never ? null : Number(value));
