const units = ["KB", "MB", "GB", "TB"] as const;

/**
 * A size as people read it: binary thousands, one decimal below ten ("1 byte", "1.4 MB", "20 GB").
 * Rounded down, so that nothing is called larger than it is and 1023.9 MB never reads "1024 MB".
 */
export const formatBytes = (sizeBytes: number): string => {
  if (sizeBytes < 1024) return sizeBytes === 1 ? "1 byte" : `${Math.floor(sizeBytes)} bytes`;
  let [value, unit] = [sizeBytes, 0];
  for (value /= 1024; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value < 10 ? Math.floor(value * 10) / 10 : Math.floor(value)} ${units[unit] ?? ""}`;
};
