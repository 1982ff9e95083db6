import { createHash } from "node:crypto";
import type { FileView, UploadTicket } from "@cloudpix/domain";
import { expect } from "vitest";
import { digestFile } from "../digest-file.ts";
import type { UploadPorts } from "../upload-ports.ts";

const blockBytes = 4;

const view = (fileId: string, fileName: string, fileSize: number): FileView => ({
  fileId,
  userId: "01999999-0000-7000-8000-000000000002",
  fileName,
  blobUrl: null,
  fileSize,
  contentType: "image/jpeg",
  uploadDate: "2026-03-03T00:00:00.000Z",
  status: "active",
  kind: "image",
  thumbnail: { state: "none", renditions: [] },
  isShared: false,
  shareCount: 0,
});

/** An error as the API tells it over the wire. */
export const wireError = (appCode: string, message: string) =>
  Object.assign(new Error(message), { data: { appCode } });

/** A storage account and a server in memory that keep Azure's rules for blocks; `before` may refuse any step. */
export const world = (before: (step: string) => void | Promise<void> = () => {}) => {
  const tickets = new Map<string, UploadTicket>();
  const blocks = new Map<string, Map<string, string>>();
  const blobs = new Map<string, string>();
  const puts: string[] = [];
  const aborted: string[] = [];
  let renewals = 0;
  const ports: UploadPorts = {
    readPictureSize: async () => null,
    abortUpload: async (fileId) => {
      aborted.push(fileId);
    },
    createUpload: async (input) => {
      await before("create");
      const requestId = input.requestId ?? "";
      const ticket = tickets.get(requestId) ?? {
        fileId: requestId,
        uploadUrl: `https://storage.example/${requestId}?sas`,
        blockBytes,
        expiresAt: "2026-03-04T00:00:00.000Z",
        file: view(requestId, input.fileName, input.fileSize),
      };
      tickets.set(requestId, ticket);
      return ticket;
    },
    resumeUpload: async (fileId) => {
      const ticket = [...tickets.values()].find((one) => one.fileId === fileId);
      if (ticket === undefined) throw wireError("file.not_found", "Gone.");
      renewals += 1;
      return { ...ticket, uploadUrl: `${ticket.uploadUrl}&sig=${renewals}` };
    },
    hashFile: ({ file, blockBytes: size }, onProgress) => digestFile(file, size, onProgress),
    putBlob: async ({ url, body, md5, signal, onProgress }) => {
      signal.throwIfAborted();
      const { searchParams, pathname } = new URL(url);
      const [id, text] = [searchParams.get("blockid"), typeof body === "string" ? body : await body.text()];
      await before(id === null ? "list" : `block ${atob(id)}`);
      signal.throwIfAborted();
      const staged = blocks.get(pathname) ?? new Map<string, string>();
      blocks.set(pathname, staged);
      if (id === null) {
        const ids = [...text.matchAll(/<Latest>(.+?)<\/Latest>/g)].map((match) => match[1] ?? "");
        blobs.set(pathname.slice(1), ids.map((name) => staged.get(name) ?? "?").join(""));
        return;
      }
      expect(md5).toBe(createHash("md5").update(text).digest("base64"));
      puts.push(atob(id));
      onProgress?.(text.length);
      staged.set(id, text);
    },
    completeUpload: async ({ fileId, sha256 }) => {
      await before("complete");
      const bytes = blobs.get(fileId) ?? "";
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw wireError("upload.digest_wrong", "Damaged.");
      return view(fileId, "a.jpg", bytes.length);
    },
    pause: async (_ms, signal) => signal.throwIfAborted(),
    nowMs: () => 1_772_000_000_000,
  };
  return { ports, blobs, puts, aborted, tickets };
};
