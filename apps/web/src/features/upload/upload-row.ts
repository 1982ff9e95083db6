import type { FileId, FileView } from "@cloudpix/domain";
import { previewTrouble } from "../files/preview-words.ts";
import { addSample, bytesPerSecond } from "./transfer-rate.ts";

/**
 * Where one file of the tray stands. `processing` begins when storage has every byte and ends when its picture is
 * there or known not to come; until then nothing says "100 %".
 */
export type UploadPhase = "waiting" | "checking" | "sending" | "processing" | "done" | "failed" | "cancelled";

export type UploadRow = {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly phase: UploadPhase;
  /** Bytes done in this phase; 0 in phases that are not counted in bytes. */
  readonly phaseBytes: number;
  readonly samples: ReturnType<typeof addSample>;
  /** Known from the moment the file is stored. */
  readonly fileId: FileId | null;
  /** Why it failed; or, beside `done`, what is wrong with its picture. */
  readonly sentence: string | null;
  /** True for a failed file that another try cannot save, such as an empty one. */
  readonly isFinal: boolean;
};

export type UploadEvent =
  | { type: "checking"; bytes: number }
  | { type: "sending"; bytes: number; atMs: number }
  | { type: "sent" }
  | { type: "file"; file: FileView }
  | { type: "gone" }
  | { type: "failed"; sentence: string; isFinal?: boolean }
  | { type: "cancelled" }
  | { type: "retried" };

export const newRow = (id: string, fileName: string, sizeBytes: number): UploadRow => ({
  id,
  fileName,
  sizeBytes,
  phase: "waiting",
  phaseBytes: 0,
  samples: [],
  fileId: null,
  sentence: null,
  isFinal: false,
});

/** True while bytes would be lost if the page were closed. */
export const isSending = ({ phase, fileId }: UploadRow): boolean =>
  phase === "waiting" ||
  phase === "checking" ||
  phase === "sending" ||
  (phase === "processing" && fileId === null);

/** True while it can be taken back. Once storage has every byte, taking it back is a deletion, which the gallery offers. */
export const isCancellable = ({ phase }: UploadRow): boolean =>
  phase === "waiting" || phase === "checking" || phase === "sending";

const isOver = ({ phase }: UploadRow) => phase === "done" || phase === "failed" || phase === "cancelled";

const withFile = (row: UploadRow, file: FileView): UploadRow => {
  const { fileId, status, thumbnail } = file;
  const settled = status !== "verifying" && thumbnail.state !== "pending";
  return {
    ...row,
    fileId,
    phase: settled ? "done" : "processing",
    phaseBytes: 0,
    sentence: previewTrouble(file) ?? null,
  };
};

/** The row after `event`. A row that is over ignores everything but a retry, so late progress resurrects nothing. */
export const advance = (row: UploadRow, event: UploadEvent): UploadRow => {
  if (event.type === "retried")
    return row.phase === "failed" && !row.isFinal ? newRow(row.id, row.fileName, row.sizeBytes) : row;
  if (isOver(row)) return row;
  switch (event.type) {
    case "checking":
      return { ...row, phase: "checking", phaseBytes: event.bytes };
    case "sending":
      return { ...row, phase: "sending", phaseBytes: event.bytes, samples: addSample(row.samples, event) };
    case "sent":
      return { ...row, phase: "processing", phaseBytes: 0, samples: [] };
    case "file":
      return withFile(row, event.file);
    case "gone":
      // It did arrive; that it was deleted before its picture was drawn is no concern of the tray.
      return row.phase === "processing" ? { ...row, phase: "done", phaseBytes: 0 } : row;
    case "failed": {
      const { sentence, isFinal = false } = event;
      return { ...row, phase: "failed", phaseBytes: 0, samples: [], sentence, isFinal };
    }
    case "cancelled":
      return isCancellable(row) ? { ...row, phase: "cancelled", phaseBytes: 0, samples: [] } : row;
  }
};

/** Bytes a second and seconds left of a row that is sending; null while nobody can say. */
export const paceOf = (row: UploadRow): { rate: number; secondsLeft: number } | null => {
  const rate = row.phase === "sending" ? bytesPerSecond(row.samples) : null;
  return rate === null ? null : { rate, secondsLeft: (row.sizeBytes - row.phaseBytes) / rate };
};
