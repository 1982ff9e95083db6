import { addMs, FileId, type FileRecord, HOUR_MS, UserId } from "@cloudpix/domain";
import type { ContainerName } from "@cloudpix/storage";
import type { Services } from "../services.ts";
import type { Sweep, SweepCounts } from "./sweep.ts";

const containers = ["cloudpix-incoming", "cloudpix-files", "cloudpix-thumbnails"] as const;

const minAgeHours = 24;

/** Where a run goes on in each container, if the run before did not see the end of it. Kept by the caller. */
export type OrphanCursors = Partial<Record<ContainerName, string>>;

type Options = {
  cursors: OrphanCursors;
  /** Names looked at per listing. */
  batch?: number;
  /** Names looked at per container and run: a large store is walked over several nights. */
  most?: number;
};

const ownerOf = (name: string): { userId: UserId; fileId: FileId } | null => {
  const [user, file] = name.split("/");
  const [userId, fileId] = [UserId.safeParse(user), FileId.safeParse(file)];
  return userId.success && fileId.success ? { userId: userId.data, fileId: fileId.data } : null;
};

// The row comes before the first byte, so a blob of that age without a row, or which its row does not name, is nobody's.
const isOrphan = (container: ContainerName, name: string, file: FileRecord | null): boolean => {
  if (file === null) return true;
  if (container === "cloudpix-incoming") return file.status !== "uploading";
  if (container === "cloudpix-thumbnails") {
    return !file.thumbnail.renditions.some(({ blobName }) => blobName === name);
  }
  return false;
};

const sweepNames = async ({ db, blobs }: Services, container: ContainerName, names: readonly string[]) => {
  let removed = 0;
  for (const name of names) {
    const owner = ownerOf(name);
    // Not a name of ours: whoever put it there knows better.
    if (owner === null) continue;
    const file = await db.files.get(owner.userId, owner.fileId);
    if (isOrphan(container, name, file) && (await blobs.remove({ container, name }))) removed += 1;
  }
  return removed;
};

/** Makes the sweep that removes blobs older than a day that belong to no file: what crashes left behind. */
export const createRemoveOrphanBlobs =
  ({ cursors, batch = 500, most = 20_000 }: Options): Sweep =>
  async (services) => {
    const before = addMs(services.now(), -minAgeHours * HOUR_MS);
    const counts: SweepCounts = { blobsSeen: 0, orphansRemoved: 0 };
    let seen = 0;
    let removed = 0;
    for (const container of containers) {
      for (let looked = 0; looked < most; ) {
        const after = cursors[container];
        const names = await services.blobs.list(container, {
          before,
          limit: batch,
          ...(after === undefined ? {} : { after }),
        });
        removed += await sweepNames(services, container, names);
        looked += names.length;
        seen += names.length;
        const last = names.at(-1);
        if (last === undefined || names.length < batch) {
          delete cursors[container];
          break;
        }
        cursors[container] = last;
      }
    }
    return { ...counts, blobsSeen: seen, orphansRemoved: removed };
  };
