import { addMs, FileId, type FileRecord, HOUR_MS, incomingBlobName, UserId } from "@cloudpix/domain";
import type { ContainerName } from "@cloudpix/storage";
import type { Services } from "../services.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { firstPlace, notePlace, type OrphanPlace, placeBehind, recallPlace } from "./orphan-place.ts";
import type { Sweep } from "./sweep.ts";
import { endlessTurn, type Turn } from "./turn.ts";

const minAgeHours = 24;

const ownerOf = (name: string): { userId: UserId; fileId: FileId } | null => {
  const [user, file] = name.split("/");
  const [userId, fileId] = [UserId.safeParse(user), FileId.safeParse(file)];
  return userId.success && fileId.success ? { userId: userId.data, fileId: fileId.data } : null;
};

// The row comes before the first byte, so a blob of that age without a row, or which its row does not name, is nobody's.
const isOrphan = (container: ContainerName, name: string, file: FileRecord | null): boolean => {
  if (file === null) return true;
  if (container === "cloudpix-incoming")
    return file.status !== "uploading" || name !== incomingBlobName(file);
  if (container === "cloudpix-thumbnails") {
    return !file.thumbnail.renditions.some(({ blobName }) => blobName === name);
  }
  return name !== file.blobName;
};

/** Names that follow each other and belong to one file: its row is read once for them. */
const byFile = (names: readonly string[]): string[][] => {
  const groups: string[][] = [];
  let last: string | undefined;
  for (const name of names) {
    const folder = name.split("/", 2).join("/");
    if (folder === last) groups.at(-1)?.push(name);
    else groups.push([name]);
    last = folder;
  }
  return groups;
};

type Counts = { blobsSeen: number; orphansRemoved: number; orphansLeft: number };

const sweepFile = async (
  { db, blobs, log }: Services,
  container: ContainerName,
  names: readonly string[],
  counts: Counts,
): Promise<void> => {
  counts.blobsSeen += names.length;
  const owner = ownerOf(names[0] ?? "");
  // Not a name of ours: whoever put it there knows better.
  if (owner === null) return;
  const file = await db.files.get(owner.userId, owner.fileId);
  for (const name of names.filter((one) => isOrphan(container, one, file))) {
    try {
      if (await blobs.remove({ container, name })) counts.orphansRemoved += 1;
    } catch (error) {
      // It must not end the walk at the same place each time.
      counts.orphansLeft += 1;
      log.warn({ err: error, container, ...owner }, "orphan blob left for the next clean-up");
    }
  }
};

/** Looks at the names that one listing gives, fewer when the turn is over; where the walk goes on. */
const goOn = async (
  services: Services,
  place: OrphanPlace,
  { batch, turn, counts }: { batch: number; turn: Turn; counts: Counts },
): Promise<OrphanPlace | null> => {
  const { container, after } = place;
  const before = addMs(services.now(), -minAgeHours * HOUR_MS);
  const listing = { before, limit: batch, ...(after === undefined ? {} : { after }) };
  const names = await services.blobs.list(container, listing);
  const files = byFile(names);
  const begun = await fewAtOnce(files, (one) => sweepFile(services, container, one, counts), turn);
  if (names.length < batch && begun === files.length) return placeBehind(container);
  const last = files[begun - 1]?.at(-1);
  return last === undefined ? place : { container, after: last };
};

/**
 * Makes the sweep that removes blobs older than a day that belong to no file: what crashes left behind. It walks over all
 * names, `batch` at a listing, and notes its place, so that it comes to the end however often it is interrupted.
 */
export const createRemoveOrphanBlobs =
  ({ batch = 5_000 }: { batch?: number } = {}): Sweep =>
  async (services, turn = endlessTurn) => {
    const counts: Counts = { blobsSeen: 0, orphansRemoved: 0, orphansLeft: 0 };
    let place: OrphanPlace | null = (await recallPlace(services)) ?? firstPlace;
    while (place !== null && !turn.isOver()) {
      place = await goOn(services, place, { batch, turn, counts });
      await notePlace(services, place);
    }
    return counts;
  };
