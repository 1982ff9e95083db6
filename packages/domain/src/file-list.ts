import { z } from "zod";
import { FileKind } from "./content-type.ts";
import { FileView } from "./file.ts";
import { FileName } from "./file-name.ts";
import { FileId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Cursor, PageSize } from "./page.ts";

/**
 * By the time of upload, by name (letter case and accents' spelling aside) or by size. Files that are equal in that are
 * ordered by their id, so that a walk over the pages meets each file once.
 */
export const FileSort = z.enum(["newest", "oldest", "name", "name_desc", "largest", "smallest"]);
export type FileSort = z.infer<typeof FileSort>;

/** `cursor` is the `nextCursor` of the page before. */
export const ListFilesInput = z
  .strictObject({
    cursor: Cursor.nullish(),
    limit: PageSize.default(limits.pageSize.default),
    kind: FileKind.optional(),
    /** Words that all occur in the file's name, in any letter case. */
    q: z.string().trim().max(limits.searchLength).optional(),
    sort: FileSort.default("newest"),
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

const FileTotal = z.strictObject({ fileCount: z.int().min(0), bytes: z.int().min(0) });

/** What of the user's space is taken, in bytes. `usedBytes` counts everything: files, trash, uploads under way. */
export const UsageView = z.strictObject({
  usedBytes: z.int().min(0),
  quotaBytes: z.int().min(0),
  files: FileTotal,
  trash: FileTotal,
});
export type UsageView = z.infer<typeof UsageView>;
