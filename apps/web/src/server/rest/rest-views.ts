import { FileListView, FileView } from "@cloudpix/domain";
import { z } from "zod";

/** A file as this interface has always told it: there is no state between "there" and "deleted". */
export const RestFile = FileView.extend({ status: z.enum(["active", "deleted"]) });
export type RestFile = z.infer<typeof RestFile>;

export const RestFileList = FileListView.extend({ files: z.array(RestFile) });

/** That it was done; `message` is a sentence for people. */
export const RestMessage = z.strictObject({ message: z.string() });

const there = new Set<FileView["status"]>(["uploading", "verifying", "active"]);

export const toRestFile = (file: FileView): RestFile => ({
  ...file,
  status: there.has(file.status) ? "active" : "deleted",
});

/** Any refusal: RFC 9457, with `error` repeating the sentence for clients of the first CloudPix. */
export const RestProblem = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.string(),
  code: z.string(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});

/** What this installation is and where it is explained. */
export const RestIndex = z.strictObject({
  name: z.string(),
  version: z.string(),
  documentation: z.url(),
  openapi: z.url(),
  endpoints: z.array(z.strictObject({ method: z.string(), path: z.string(), summary: z.string() })),
});
export type RestIndex = z.infer<typeof RestIndex>;

/** What this interface says of itself. */
export const RestDocument = z.looseObject({ openapi: z.string(), paths: z.looseObject({}) });
export type RestDocument = z.infer<typeof RestDocument>;
