import {
  addMs,
  type FileRecord,
  HOUR_MS,
  incomingBlobName,
  limits,
  toInstant,
  type UploadTicket,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { toFileView } from "./file-view.ts";

/** A fresh ticket for an upload that was announced: it writes this one blob and nothing else. */
export const ticketFor = async (services: Services, file: FileRecord): Promise<UploadTicket> => {
  const { blobs, now } = services;
  const expiresAt = addMs(now(), limits.uploadUrlHours * HOUR_MS);
  return {
    fileId: file.fileId,
    uploadUrl: await blobs.signUpload(incomingBlobName(file), expiresAt, now()),
    blockBytes: limits.blockBytes,
    expiresAt: toInstant(expiresAt),
    file: await toFileView(services, file, 0),
  };
};
