/** What the doctor says about one thing. Only `missing` keeps CloudPix from running; a `note` is worth knowing. */
export type Finding = {
  what: string;
  state: "ok" | "note" | "missing";
  /** What was found, in words. */
  sentence: string;
  /** What to do about it. */
  fix?: string;
};

/** One line, and the fix below it. */
export const formatFinding = ({ what, state, sentence, fix }: Finding): string => {
  const mark = { ok: "ok     ", note: "note   ", missing: "MISSING" }[state];
  return `${mark}  ${what.padEnd(12)} ${sentence}${fix === undefined ? "" : `\n         → ${fix}`}`;
};
