import { isSending, type UploadRow } from "./upload-row.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

/** The tray in one line: what is under way, else how it ended. Read out to screen readers too. */
export const traySummary = (rows: readonly UploadRow[]): string => {
  const count = (phase: UploadRow["phase"]) => rows.filter((row) => row.phase === phase).length;
  const sending = rows.filter(isSending).length;
  const [added, failed, cancelled] = [count("done"), count("failed"), count("cancelled")];
  const alsoFailed = failed > 0 ? `, ${failed} failed` : "";
  if (sending > 0) return `Uploading ${files(sending)}${alsoFailed}`;
  if (count("processing") > 0) return `Making previews of ${files(count("processing"))}${alsoFailed}`;
  const parts = [
    added > 0 ? `${files(added)} added` : "",
    failed > 0 ? `${failed} failed` : "",
    cancelled > 0 ? `${cancelled} cancelled` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
};

const rank = ({ phase, sentence }: UploadRow) => (phase === "failed" ? 0 : sentence === null ? 2 : 1);

/** The rows as the tray shows them: what failed, what came with a damaged picture, then all others as they were added. */
export const inTrayOrder = (rows: readonly UploadRow[]): UploadRow[] =>
  rows.toSorted((a, b) => rank(a) - rank(b));

/** The share of all bytes that has been sent, 0–1; files that failed or were cancelled no longer count. */
export const shareSent = (rows: readonly UploadRow[]): number => {
  const counted = rows.filter(({ phase }) => phase !== "failed" && phase !== "cancelled");
  const total = counted.reduce((sum, row) => sum + row.sizeBytes, 0);
  const sent = counted.reduce(
    (sum, row) => sum + (row.phase === "sending" ? row.phaseBytes : isPastSending(row) ? row.sizeBytes : 0),
    0,
  );
  return total === 0 ? 0 : sent / total;
};

const isPastSending = ({ phase }: UploadRow) => phase === "processing" || phase === "done";
