import { formatBytes } from "../../ui/format-bytes.ts";
import { formatTimeLeft } from "../../ui/format-time-left.ts";
import { paceOf, type UploadRow } from "./upload-row.ts";

/** What a row of the tray says under its name. `isOnline` false: nothing moves until the network is back. */
export const rowWords = (row: UploadRow, isOnline: boolean): string => {
  const size = formatBytes(row.sizeBytes);
  switch (row.phase) {
    case "waiting":
      return `Waiting · ${size}`;
    case "checking":
      return `Checking · ${formatBytes(row.phaseBytes)} of ${size}`;
    case "sending": {
      if (!isOnline) return "Offline. Goes on by itself when the network is back.";
      const pace = paceOf(row);
      const sent = `${formatBytes(row.phaseBytes)} of ${size}`;
      return pace === null
        ? `Sending · ${sent}`
        : `Sending · ${sent} · ${formatBytes(pace.rate)}/s · ${formatTimeLeft(pace.secondsLeft)} left`;
    }
    case "processing":
      return row.fileId === null ? "Processing · being verified" : "Processing · making the preview";
    case "done":
      return row.sentence === null ? `Added · ${size}` : `Added. ${row.sentence}`;
    case "failed":
      return row.sentence ?? "This file could not be uploaded.";
    case "cancelled":
      return "Cancelled";
  }
};

/** The share of the row's present phase that is done, 0–1; null where it is not counted in bytes. */
export const rowShare = ({ phase, phaseBytes, sizeBytes }: UploadRow): number | null =>
  phase === "checking" || phase === "sending" ? phaseBytes / Math.max(1, sizeBytes) : null;
