import { FileRecord, foldName } from "@cloudpix/domain";
import { z } from "zod";
import type { FoundFile } from "../repositories/file-page.ts";
import { readItem } from "./stored-item.ts";

/** A file as stored: its record, and beside it the name that lists compare. */
export const FileItem = FileRecord.extend({ foldedName: z.string().optional() });
export type FileItem = z.infer<typeof FileItem>;

/** What of `changes` is derived and must be written with them. */
export const derivedOf = (changes: { fileName?: string | undefined }): { foldedName?: string } =>
  changes.fileName === undefined ? {} : { foldedName: foldName(changes.fileName) };

export const fileOf = ({ foldedName: _, ...file }: FileItem): FileRecord => file;

/** A row of a query for whole items. @throws AppError `internal` when it is none */
export const foundFile = (row: unknown): FoundFile => {
  const { foldedName, ...file } = readItem(FileItem, row).record;
  return { file, foldedName: foldedName ?? foldName(file.fileName) };
};
