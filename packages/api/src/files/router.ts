import {
  CompleteUploadInput,
  CreateUploadInput,
  DownloadUrlView,
  FileInput,
  FileListView,
  FileView,
  ListFilesInput,
  RenameFileInput,
  ResumedUpload,
  UploadTicket,
  UsageView,
} from "@cloudpix/domain";
import { router, scopedProcedure } from "../trpc.ts";
import { abortUpload } from "./abort-upload.ts";
import { completeUpload } from "./complete-upload.ts";
import { createUpload } from "./create-upload.ts";
import { deleteFile } from "./delete-file.ts";
import { downloadUrl } from "./download-url.ts";
import { getFile } from "./get-file.ts";
import { listFiles } from "./list-files.ts";
import { purgeFile } from "./purge-file.ts";
import { readUsage } from "./read-usage.ts";
import { renameFile } from "./rename-file.ts";
import { restoreFile } from "./restore-file.ts";
import { resumeUpload } from "./resume-upload.ts";
import { retryThumbnail } from "./retry-thumbnail.ts";

const canRead = scopedProcedure("files:read");
const canWrite = scopedProcedure("files:write");

export const filesRouter = router({
  createUpload: canWrite
    .input(CreateUploadInput)
    .output(UploadTicket)
    .mutation(({ ctx, input }) => createUpload(ctx.services, ctx.user, input)),
  resumeUpload: canWrite
    .input(FileInput)
    .output(ResumedUpload)
    .mutation(({ ctx, input }) => resumeUpload(ctx.services, ctx.user, input.fileId)),
  completeUpload: canWrite
    .input(CompleteUploadInput)
    .output(FileView)
    .mutation(({ ctx, input }) => completeUpload(ctx.services, ctx.user, input)),
  abortUpload: canWrite
    .input(FileInput)
    .output(FileInput)
    .mutation(({ ctx, input }) => abortUpload(ctx.services, ctx.user, input.fileId)),
  list: canRead
    .input(ListFilesInput)
    .output(FileListView)
    .query(({ ctx, input }) => listFiles(ctx.services, ctx.user, input)),
  get: canRead
    .input(FileInput)
    .output(FileView)
    .query(({ ctx, input }) => getFile(ctx.services, ctx.user, input.fileId)),
  usage: canRead.output(UsageView).query(({ ctx }) => readUsage(ctx.services, ctx.user)),
  delete: canWrite
    .input(FileInput)
    .output(FileInput)
    .mutation(({ ctx, input }) => deleteFile(ctx.services, ctx.user, input.fileId)),
  rename: canWrite
    .input(RenameFileInput)
    .output(FileView)
    .mutation(({ ctx, input }) => renameFile(ctx.services, ctx.user, input)),
  purge: canWrite
    .input(FileInput)
    .output(FileInput)
    .mutation(({ ctx, input }) => purgeFile(ctx.services, ctx.user, input.fileId)),
  retryThumbnail: canWrite
    .input(FileInput)
    .output(FileView)
    .mutation(({ ctx, input }) => retryThumbnail(ctx.services, ctx.user, input.fileId)),
  restore: canWrite
    .input(FileInput)
    .output(FileView)
    .mutation(({ ctx, input }) => restoreFile(ctx.services, ctx.user, input.fileId)),
  downloadUrl: canRead
    .input(FileInput)
    .output(DownloadUrlView)
    .query(({ ctx, input }) => downloadUrl(ctx.services, ctx.user, input.fileId)),
});
