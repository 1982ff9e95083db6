/** A wait as people say it, coarser the longer it is: "a few seconds", "40 seconds", "3 minutes", "2 hours". */
export const formatTimeLeft = (seconds: number): string => {
  if (seconds < 8) return "a few seconds";
  if (seconds < 55) return `${Math.ceil(seconds / 5) * 5} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.round(seconds / 3_600);
  return hours === 1 ? "1 hour" : `${hours} hours`;
};
