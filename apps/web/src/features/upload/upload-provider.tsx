"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTRPCClient } from "../data/trpc.ts";
import { readWireError } from "../data/wire-error.ts";
import { isPending } from "../files/file-pages.ts";
import { useFileCache } from "../files/use-file-cache.ts";
import { usePendingFiles } from "../files/use-pending-files.ts";
import { DropZone } from "./drop-zone.tsx";
import { hashFile } from "./hash-file.ts";
import { guardLeaving } from "./leave-guard.ts";
import { pause } from "./pause.ts";
import { readPictureSize } from "./picture-size.ts";
import { putBlob } from "./put-blob.ts";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";
import { isSending, type UploadRow } from "./upload-row.ts";
import { UploadTray } from "./upload-tray.tsx";

type Uploads = {
  /** Opens the device's file chooser. */
  choose: () => void;
  /** Names the files that are on the screen: those that are pending are looked after, and the tray is told what became of them. */
  observe: (files: readonly FileView[]) => void;
};

const Context = createContext<Uploads | null>(null);

/** The uploads of this page. Throws outside of {@link UploadProvider}, which is a mistake in the program. */
export const useUploads = (): Uploads => {
  const uploads = useContext(Context);
  if (uploads === null) throw new Error("useUploads needs an UploadProvider above it.");
  return uploads;
};

const none: readonly UploadRow[] = [];

/** One queue for the life of the page; it outlives every navigation below the provider. */
const useQueue = (): UploadQueue => {
  const client = useTRPCClient();
  const cache = useFileCache();
  const [queue] = useState(() =>
    createUploadQueue(
      {
        createUpload: (input) => client.files.createUpload.mutate(input),
        resumeUpload: (fileId, signal) => client.files.resumeUpload.mutate({ fileId }, { signal }),
        abortUpload: async (fileId) => {
          await client.files.abortUpload.mutate({ fileId }).catch((error: unknown) => {
            // Gone already: the answer to an earlier try was lost.
            if (readWireError(error)?.code !== "file.not_found") throw error;
          });
          await cache.refreshUsage();
        },
        completeUpload: (input, signal) => client.files.completeUpload.mutate(input, { signal }),
        hashFile,
        readPictureSize,
        putBlob,
        pause,
        nowMs: () => Date.now(),
      },
      (file) => {
        cache.put(file);
        void cache.refreshUsage();
      },
    ),
  );
  return queue;
};

const noIds: readonly FileId[] = [];

/** One watch over everything that is pending: what this page uploaded, wherever one is by now, and what is on the screen. */
const useWatch = (queue: UploadQueue, rows: readonly UploadRow[]) => {
  const [shownIds, setShownIds] = useState(noIds);
  const pendingIds = useMemo(() => {
    const own = rows.flatMap(({ phase, fileId }) =>
      phase === "processing" && fileId !== null ? [fileId] : [],
    );
    return new Set([...own, ...shownIds]);
  }, [rows, shownIds]);
  const release = (fileId: FileId) => setShownIds((ids) => ids.filter((id) => id !== fileId));
  usePendingFiles(pendingIds, {
    onFile: (file) => {
      queue.observe([file]);
      if (!isPending(file)) release(file.fileId);
    },
    onGone: (fileId) => {
      queue.forget(fileId);
      release(fileId);
    },
  });
  return useCallback(
    (files: readonly FileView[]) => {
      queue.observe(files);
      const pending = files.filter(isPending).map(({ fileId }) => fileId);
      setShownIds(pending.length === 0 ? noIds : pending);
    },
    [queue],
  );
};

/** Takes files dropped, pasted or chosen anywhere below it, uploads them and shows how they fare. */
export const UploadProvider = ({ children }: { children: ReactNode }) => {
  const queue = useQueue();
  const rows = useSyncExternalStore(queue.subscribe, queue.rows, () => none);
  const chooser = useRef<() => void>(null);
  const isBusy = rows.some(isSending);
  useEffect(() => (isBusy ? guardLeaving() : undefined), [isBusy]);
  const observe = useWatch(queue, rows);
  const uploads = useMemo((): Uploads => ({ choose: () => chooser.current?.(), observe }), [observe]);
  return (
    <Context value={uploads}>
      <DropZone onFiles={queue.add} chooser={chooser}>
        {children}
      </DropZone>
      <UploadTray rows={rows} queue={queue} />
    </Context>
  );
};
