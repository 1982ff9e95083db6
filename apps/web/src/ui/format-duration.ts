const two = (value: number) => String(value).padStart(2, "0");

/** A length of play as on a player's clock: "0:07", "12:30", "1:02:03". Rounded to whole seconds. */
export const formatDuration = (durationMs: number): string => {
  const total = Math.round(durationMs / 1_000);
  const [hours, minutes, seconds] = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
};
