import { CreateUploadInput, type FileId, type FileView } from "@cloudpix/domain";
import { readWireError, sentenceOf } from "../data/wire-error.ts";
import { issuesByField } from "../session/issues-by-field.ts";
import { UnreadableFile } from "./unreadable-file.ts";
import { newUploadJob, releaseUpload, runUploadJob, type UploadJob } from "./upload-job.ts";
import type { UploadPorts } from "./upload-ports.ts";
import { advance, newRow, type UploadEvent, type UploadRow } from "./upload-row.ts";

/** The files on their way from this page. Snapshots are immutable; a changed row is a new object. */
export type UploadQueue = {
  add: (files: readonly File[]) => void;
  cancel: (id: string) => void;
  retry: (id: string) => void;
  /** Takes the rows that are over out of the tray. */
  clear: () => void;
  /** Tells the queue what has become of files, so that their rows reach their end. */
  observe: (files: readonly FileView[]) => void;
  /** Tells the queue that a file it has stored was deleted since. */
  forget: (fileId: FileId) => void;
  rows: () => readonly UploadRow[];
  subscribe: (listener: () => void) => () => void;
};

const filesAtOnce = 3;

const failureSentence = (error: unknown): string => {
  if (readWireError(error) !== undefined) return sentenceOf(error);
  if (error instanceof UnreadableFile) return "This file can no longer be read. Was it moved or changed?";
  return "The connection was lost. Nothing that was sent is lost: please try again.";
};

/** The sentence for a file that would be refused anyway; undefined for one worth announcing. */
const refusalOf = (file: File): string | undefined => {
  const input = CreateUploadInput.safeParse({ fileName: file.name, fileSize: file.size });
  return input.success ? undefined : issuesByField(input.error).values().next().value;
};

/** A queue that works on three files at a time, in the order they were added. `onStored` hears of each stored file. */
export const createUploadQueue = (ports: UploadPorts, onStored: (file: FileView) => void): UploadQueue => {
  const jobs = new Map<string, { job: UploadJob; abort: AbortController }>();
  const listeners = new Set<() => void>();
  let rows: readonly UploadRow[] = [];
  let [running, nextId] = [0, 1];

  const publish = (next: readonly UploadRow[]) => {
    rows = next;
    for (const listener of listeners) listener();
  };
  const apply = (id: string, event: UploadEvent) =>
    publish(rows.map((row) => (row.id === id ? advance(row, event) : row)));

  const run = async (id: string, { job, abort }: { job: UploadJob; abort: AbortController }) => {
    try {
      const file = await runUploadJob(job, ports, (event) => apply(id, event), abort.signal);
      apply(id, { type: "file", file });
      onStored(file);
      jobs.delete(id);
    } catch (error) {
      if (abort.signal.aborted) void releaseUpload(job, ports);
      else apply(id, { type: "failed", sentence: failureSentence(error) });
    }
  };

  const startWaiting = () => {
    for (const { id, phase } of rows) {
      const entry = jobs.get(id);
      if (running >= filesAtOnce) return;
      if (phase !== "waiting" || entry === undefined) continue;
      running += 1;
      apply(id, { type: "checking", bytes: 0 });
      void run(id, entry).finally(() => {
        running -= 1;
        startWaiting();
      });
    }
  };

  const enqueue = (file: File, atMs: number): UploadRow => {
    const row = newRow(String(nextId++), file.name, file.size);
    const refusal = refusalOf(file);
    if (refusal !== undefined) return advance(row, { type: "failed", sentence: refusal, isFinal: true });
    jobs.set(row.id, {
      job: newUploadJob(file, new Date(atMs)),
      abort: new AbortController(),
    });
    return row;
  };

  return {
    add: (files) => {
      // The newest comes first in the gallery: a millisecond less for each keeps the order in which they were chosen.
      const nowMs = ports.nowMs();
      publish([...rows, ...files.map((file, place) => enqueue(file, nowMs - place))]);
      startWaiting();
    },
    cancel: (id) => {
      const wasWaiting = rows.find((row) => row.id === id)?.phase === "waiting";
      apply(id, { type: "cancelled" });
      if (rows.find((row) => row.id === id)?.phase !== "cancelled") return;
      const entry = jobs.get(id);
      jobs.delete(id);
      // A run notices, stops, and gives the space back; what waits for another try has no run to do that.
      entry?.abort.abort();
      if (wasWaiting && entry !== undefined) void releaseUpload(entry.job, ports);
    },
    retry: (id) => {
      if (!jobs.has(id)) return;
      apply(id, { type: "retried" });
      startWaiting();
    },
    clear: () => {
      const kept = rows.filter(
        ({ phase }) => phase !== "done" && phase !== "failed" && phase !== "cancelled",
      );
      const keptIds = new Set(kept.map(({ id }) => id));
      for (const [id, { job }] of jobs) {
        if (keptIds.has(id)) continue;
        jobs.delete(id);
        void releaseUpload(job, ports);
      }
      publish(kept);
    },
    observe: (files) => {
      const byId = new Map(files.map((file) => [file.fileId, file]));
      const next = rows.map((row) => {
        const file = row.phase === "processing" && row.fileId !== null ? byId.get(row.fileId) : undefined;
        return file === undefined ? row : advance(row, { type: "file", file });
      });
      if (next.some((row, index) => row !== rows[index] && row.phase !== rows[index]?.phase)) publish(next);
    },
    forget: (fileId) => {
      const row = rows.find((candidate) => candidate.fileId === fileId);
      if (row !== undefined) apply(row.id, { type: "gone" });
    },
    rows: () => rows,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
