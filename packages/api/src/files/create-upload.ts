import { createHmac } from "node:crypto";
import {
  AppError,
  announcedName,
  type CreateUploadInput,
  type FileId,
  type FileRecord,
  type FileStatus,
  HOUR_MS,
  invalidField,
  limits,
  newUuidV7,
  type UploadTicket,
  type UserRecord,
  uuidV7Date,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { newFile } from "./new-file.ts";
import { takeSpace } from "./take-space.ts";
import { ticketFor } from "./upload-ticket.ts";

/**
 * Under one requestId the same file: its time orders the file among the others (fileId is a UUIDv7 too), the rest is
 * keyed, so that nobody can choose another user's ids.
 */
const fileIdFor = ({ settings, now }: Services, userId: string, requestId: string): FileId => {
  const apartMs = Math.abs(uuidV7Date(requestId).getTime() - now().getTime());
  if (apartMs > limits.requestClockHours * HOUR_MS) {
    throw invalidField("requestId", "The time in requestId is more than a day away from ours.");
  }
  const mac = createHmac("sha256", settings.requestIdSecret).update(`${userId}\n${requestId}`).digest("hex");
  const variant = ((Number.parseInt(mac.charAt(3), 16) & 0x3) | 0x8).toString(16);
  return `${requestId.slice(0, 14)}7${mac.slice(0, 3)}-${variant}${mac.slice(4, 7)}-${mac.slice(7, 19)}`;
};

// A completed upload is still the first result of its request; one in the trash is nobody's result any more.
const announceableStatuses: readonly FileStatus[] = ["uploading", "verifying", "active"];

/** The upload that was announced before under this id, if it was the same one. @throws AppError `request.conflict` */
const announcedBefore = async ({ db }: Services, file: FileRecord): Promise<FileRecord | null> => {
  const before = await db.files.get(file.userId, file.fileId);
  if (before === null) return null;
  const same = announcedName(before) === announcedName(file) && before.fileSize === file.fileSize;
  if (!same || !announceableStatuses.includes(before.status)) throw new AppError("request.conflict");
  return before;
};

/** The row of this upload, or of the same request that came at once and was first. */
const announce = async (services: Services, file: FileRecord): Promise<FileRecord> => {
  if (await takeSpace(services, file)) return file;
  const before = await announcedBefore(services, file);
  if (before === null) throw new AppError("request.conflict");
  return before;
};

/**
 * Announces an upload: quota and row first, then a URL that writes one blob outside every owner's folder.
 * Repeatable under a `requestId`.
 * @throws AppError `input.invalid`, `upload.too_large`, `quota.exceeded`, `rate.limited`, `request.conflict`
 */
export const createUpload = async (
  services: Services,
  user: UserRecord,
  input: CreateUploadInput,
): Promise<UploadTicket> => {
  const { rateLimits, settings, now } = services;
  await rateLimits.take("createUpload", user.userId);
  if (input.fileSize > settings.uploadMaxBytes) throw new AppError("upload.too_large");
  const fileId = input.requestId ? fileIdFor(services, user.userId, input.requestId) : newUuidV7(now());
  const wanted = newFile(user.userId, fileId, input, now());
  const file =
    (input.requestId && (await announcedBefore(services, wanted))) || (await announce(services, wanted));
  return ticketFor(services, file);
};
