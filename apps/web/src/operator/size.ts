import { WrongUsage } from "./complaint.ts";

const decimal = ["B", "KB", "MB", "GB", "TB"];
const binary = ["B", "KiB", "MiB", "GiB", "TiB"];

const bytesPer = new Map([
  ["", 1],
  ...decimal.map((unit, power): [string, number] => [unit.toLowerCase(), 1_000 ** power]),
  ...binary.map((unit, power): [string, number] => [unit.toLowerCase(), 1_024 ** power]),
]);

/**
 * Bytes of a size as people write it: `500MB` (decimal), `20GiB` (binary), `1.5 gib`, `1048576`. Fractions of a byte
 * are dropped. @throws WrongUsage for anything else
 */
export const readSize = (text: string): number => {
  const [, figure = "", unit = ""] = /^(\d{1,16}(?:\.\d{1,6})?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = bytesPer.get(unit.toLowerCase());
  const bytes = Math.floor(Number(figure) * (factor ?? Number.NaN));
  if (figure === "" || !Number.isSafeInteger(bytes))
    throw new WrongUsage(`${JSON.stringify(text)} is not a size. Write it like 500MB, 20GiB or 1048576.`);
  return bytes;
};

/** A size in the words that {@link readSize} understands, rounded down to one decimal: `20 GiB`, `1.4 MiB`, `12 B`. */
export const formatSize = (bytes: number): string => {
  const power = bytes < 1_024 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10));
  return `${Math.floor((bytes / 1_024 ** power) * 10) / 10} ${binary[power]}`;
};
