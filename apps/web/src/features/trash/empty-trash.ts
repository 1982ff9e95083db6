import { type FileId, type FileListView, limits } from "@cloudpix/domain";

type Ports = {
  /** One page of the trash. */
  list: (
    cursor: string | null,
  ) => Promise<Pick<FileListView, "nextCursor"> & { files: readonly { fileId: FileId }[] }>;
  /** Deletes for good; a file that is gone already is no failure. */
  purge: (fileId: FileId) => Promise<unknown>;
};

/** How far it came. `failure`: why it stopped before its end; null when it was stopped, or came to its end. */
export type Emptied = { purgedIds: FileId[]; failure: unknown };

type Walk = {
  onProgress: (done: number, total: number) => void;
  /** Aborted, it lets what is under way end and begins no more. */
  signal: AbortSignal;
};

/** One request: the client sends calls of the same moment together. */
const atOnce = limits.batchCalls;

const idsOf = async ({ list }: Ports): Promise<FileId[]> => {
  const ids: FileId[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ports["list"]>> = await list(cursor);
    ids.push(...page.files.map(({ fileId }) => fileId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
};

/**
 * Deletes for good what is in the trash when it begins: what somebody throws away meanwhile, on another device, they were
 * not asked about. Stops at the first failure and may then be begun again. Never throws.
 */
export const emptyTrash = async (ports: Ports, { onProgress, signal }: Walk): Promise<Emptied> => {
  const purgedIds: FileId[] = [];
  try {
    const ids = await idsOf(ports);
    for (let begin = 0; begin < ids.length && !signal.aborted; begin += atOnce) {
      const batch = ids.slice(begin, begin + atOnce);
      const outcomes = await Promise.allSettled(batch.map((fileId) => ports.purge(fileId)));
      purgedIds.push(...batch.filter((_, index) => outcomes[index]?.status === "fulfilled"));
      const failed = outcomes.find((outcome) => outcome.status === "rejected");
      if (failed !== undefined) return { purgedIds, failure: failed.reason };
      onProgress(purgedIds.length, ids.length);
    }
    return { purgedIds, failure: null };
  } catch (failure) {
    return { purgedIds, failure };
  }
};
