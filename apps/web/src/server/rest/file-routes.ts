import { Cursor, FileInput, FileKind, FileSort, limits, PageSize, RenameFileInput } from "@cloudpix/domain";
import { z } from "zod";
import { trueOrFalse, wholeNumber } from "./query-values.ts";
import { receiveForm } from "./receive-form.ts";
import { RestFile, RestFileList, RestMessage, toRestFile } from "./rest-views.ts";
import { none, type Route, route } from "./route.ts";

const FilesQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: wholeNumber.pipe(PageSize).optional(),
  kind: FileKind.optional(),
  q: z.string().max(limits.searchLength).optional(),
  sort: FileSort.optional(),
});

const DeleteQuery = z.strictObject({ permanent: trueOrFalse.optional() });

export const fileRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/files/upload",
    name: "uploadFile",
    tag: "Files",
    summary: "Upload a file",
    details:
      "One file as a form, in a part named `file`. Larger files go in blocks, through the TypeScript client.",
    needs: "files:write",
    params: none,
    query: none,
    body: none,
    form: true,
    status: 201,
    answer: RestFile,
    refusals: ["upload.too_large", "quota.exceeded", "upload.incomplete", "request.conflict", "rate.limited"],
    run: async ({ context, request }) => toRestFile(await receiveForm(context, request)),
  }),
  route({
    method: "GET",
    path: "/files",
    name: "listFiles",
    tag: "Files",
    summary: "List files",
    details:
      "Those that are there, newest first: 100 of them unless `limit` says fewer. `nextCursor` asks for the next ones.",
    needs: "files:read",
    params: none,
    query: FilesQuery,
    body: none,
    status: 200,
    answer: RestFileList,
    refusals: [],
    run: async ({ procedures, query }) => {
      const { files, nextCursor } = await procedures.files.list({ limit: limits.pageSize.max, ...query });
      return { files: files.map(toRestFile), nextCursor };
    },
  }),
  route({
    method: "GET",
    path: "/files/:fileId",
    name: "getFile",
    tag: "Files",
    summary: "Get a file",
    details: "With fresh addresses of its bytes and pictures.",
    needs: "files:read",
    params: FileInput,
    query: none,
    body: none,
    status: 200,
    answer: RestFile,
    refusals: ["file.not_found"],
    run: async ({ procedures, params }) => toRestFile(await procedures.files.get(params)),
  }),
  route({
    method: "PUT",
    path: "/files/:fileId",
    name: "renameFile",
    tag: "Files",
    summary: "Rename a file",
    needs: "files:write",
    params: FileInput,
    query: none,
    body: RenameFileInput.omit({ fileId: true }),
    status: 200,
    answer: RestFile,
    refusals: ["file.not_found"],
    run: async ({ procedures, params, body }) =>
      toRestFile(await procedures.files.rename({ ...body, ...params })),
  }),
  route({
    method: "DELETE",
    path: "/files/:fileId",
    name: "deleteFile",
    tag: "Files",
    summary: "Delete a file",
    details: "To the trash, or with `permanent` for good. Its share links stop at once.",
    needs: "files:write",
    params: FileInput,
    query: DeleteQuery,
    body: none,
    status: 200,
    answer: RestMessage,
    refusals: ["file.not_found"],
    run: async ({ procedures, params, query }) => {
      await (query.permanent ? procedures.files.purge(params) : procedures.files.delete(params));
      const where = query.permanent ? "has been removed for good" : "is in the trash";
      return { message: `The file ${where}; its share links have stopped.` };
    },
  }),
];
