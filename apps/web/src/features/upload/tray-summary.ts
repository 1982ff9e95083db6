import { isSending, type UploadRow } from "./upload-row.ts";

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

/** The tray in one line: what is under way, else how it ended. Read out to screen readers too. */
export const traySummary = (rows: readonly UploadRow[]): string => {
  const count = (phase: UploadRow["phase"]) => rows.filter((row) => row.phase === phase).length;
  const sending = rows.filter(isSending).length;
  if (sending > 0) return `Uploading ${files(sending)}`;
  if (count("processing") > 0) return `Making previews of ${files(count("processing"))}`;
  const [added, failed, cancelled] = [count("done"), count("failed"), count("cancelled")];
  const parts = [
    added > 0 ? `${files(added)} added` : "",
    failed > 0 ? `${failed} failed` : "",
    cancelled > 0 ? `${cancelled} cancelled` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
};

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
