import { z } from "zod";
import { FileKind } from "./content-type.ts";
import { FileView } from "./file.ts";
import { FileName } from "./file-name.ts";
import { FileId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Cursor, PageSize } from "./page.ts";

/** Newest first. `cursor` is the `nextCursor` of the page before. */
export const ListFilesInput = z
  .strictObject({
    cursor: Cursor.nullish(),
    limit: PageSize.default(limits.pageSize.default),
    kind: FileKind.optional(),
    /** What is in the trash instead of what is not. */
    trash: z.boolean().default(false),
  })
  .prefault({});
export type ListFilesInput = z.infer<typeof ListFilesInput>;

export const FileListView = z.strictObject({ files: z.array(FileView), nextCursor: Cursor.nullable() });
export type FileListView = z.infer<typeof FileListView>;

export const FileInput = z.strictObject({ fileId: FileId });
export type FileInput = z.infer<typeof FileInput>;

/** A read URL that makes a browser save the original under its own name. */
export const DownloadUrlView = z.strictObject({ url: z.url() });

export const RenameFileInput = z.strictObject({ fileId: FileId, fileName: FileName });
export type RenameFileInput = z.infer<typeof RenameFileInput>;
