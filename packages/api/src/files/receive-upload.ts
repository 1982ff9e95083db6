import {
  AppError,
  CreateUploadInput,
  type FileRecord,
  type FileView,
  isAppError,
  newUuidV7,
  toInstant,
  type UserRecord,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { invalidInput } from "../to-app-error.ts";
import { announceWork } from "./announce-work.ts";
import { discardUpload } from "./discard-upload.ts";
import { toFileView } from "./file-view.ts";
import { measuredSource } from "./measured-source.ts";
import { newFile } from "./new-file.ts";
import { type GrowingSpace, openGrowingSpace } from "./open-growing-space.ts";
import { markSpace, releaseSpace } from "./release-space.ts";
import { tellUploaded } from "./tell-uploaded.ts";
import { verifiedChanges } from "./verified-changes.ts";
import { whileReceiving } from "./while-receiving.ts";

/** A file that comes through the app: one part of a form. */
export type ReceivedFile = {
  /** As the sender wrote it; refused by the rules of `FileName`. */
  fileName: string;
  declaredType?: string | undefined;
  /** The file is not longer than this: what the request's length leaves room for. Infinite: its sender has not said. */
  maxBytes: number;
  source: AsyncIterable<Uint8Array>;
  /** Aborts when the sender is gone. */
  signal: AbortSignal;
};

const Announced = CreateUploadInput.pick({ fileName: true, contentType: true });

const readAnnounced = ({ fileName, declaredType }: ReceivedFile) => {
  const announced = Announced.safeParse({ fileName, contentType: declaredType });
  if (!announced.success) throw invalidInput(announced.error);
  return announced.data;
};

/** Gives back what was taken and not needed. What fails here the worker mends when it counts this owner's bytes. */
const giveBack = (services: Services, { userId, fileId }: FileRecord, bytes: number, marked: Date) =>
  releaseSpace(services, userId, bytes, marked).catch((error: unknown) =>
    services.telemetry.trackFailure(error, "space left for the worker to give back", { fileId }),
  );

/**
 * Sends the bytes to their final place, where no client can write; the row then says what was hashed on the way, and what of
 * its space was not needed is given back.
 */
const storeBytes = async (
  services: Services,
  space: GrowingSpace,
  { source, signal }: ReceivedFile,
): Promise<FileRecord> => {
  const { db, blobs, now } = services;
  const measured = measuredSource(source, space.admit);
  const blob = { container: "cloudpix-files", name: space.row().blobName } as const;
  await whileReceiving(services, space.row(), () =>
    blobs.writeStream(blob, measured.bytes, { contentType: "application/octet-stream", signal }),
  );
  const { fileSize, ...seen } = await measured.measures();
  const row = space.row();
  const changes = { ...verifiedChanges(row.contentType, seen, toInstant(now())), fileSize };
  const marked = await markSpace(services, row.userId, row.uploadDate);
  const settled = await db.files.update(row.userId, row.fileId, changes, {
    status: ["receiving"],
    blobName: row.blobName,
  });
  if (settled !== null) {
    await giveBack(services, row, row.fileSize - fileSize, marked);
    return settled;
  }
  // Ended by somebody else, who may have looked for the bytes before they were there.
  await blobs.remove(blob);
  throw new AppError("file.not_found");
};

/**
 * Takes a whole file in one request, in constant memory: row and space first, then the bytes straight to their final
 * place, hashed on their way; what its sender has not announced takes space as it arrives. Not repeatable: each call makes a
 * file. Whatever goes wrong leaves no row, no bytes and no space taken; what a failing dependency leaves half-done the
 * worker's sweep finishes, and within a minute what this process leaves when it dies.
 * @throws AppError `input.invalid` (file name, empty file), `upload.too_large`, `quota.exceeded`, `upload.incomplete`
 * when the sender breaks off, `rate.limited`
 */
export const receiveUpload = async (
  services: Services,
  user: UserRecord,
  received: ReceivedFile,
): Promise<FileView> => {
  const { rateLimits, telemetry, now, settings } = services;
  const announced = readAnnounced(received);
  await rateLimits.take("createUpload", user.userId);
  const fileId = newUuidV7(now());
  const space = await openGrowingSpace(services, {
    rowOf: (fileSize) => ({
      ...newFile(user.userId, fileId, { ...announced, fileSize }, now()),
      status: "receiving",
    }),
    maxBytes: Math.min(received.maxBytes, settings.uploadFormMaxBytes),
    isAnnounced: Number.isFinite(received.maxBytes),
  });
  const settled = await storeBytes(services, space, received).catch(async (error: unknown) => {
    await discardUpload(services, space.row()).catch((failure: unknown) =>
      telemetry.trackFailure(failure, "left for the clean-up", { fileId }),
    );
    throw error === received.signal.reason && !isAppError(error)
      ? new AppError("upload.incomplete", { cause: error })
      : error;
  });
  tellUploaded(services, settled);
  await announceWork(services, settled);
  return toFileView(services, settled, 0);
};
