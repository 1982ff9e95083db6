import { type Context, receiveUpload, requireScope } from "@cloudpix/api";
import { AppError, type FileView, SECOND_MS } from "@cloudpix/domain";
import { readFormFile } from "./read-form-file.ts";

const idleMs = 30 * SECOND_MS;
/** What a form holds beside its file: boundaries, headers, a few fields. */
const formOverheadBytes = 64 * 1024;

/**
 * Takes the one file of a form. Who asks is known before the first byte of the body is read.
 * @throws AppError `input.media_type`, `input.invalid`, `upload.too_large`, and what `receiveUpload` throws
 */
export const receiveForm = async (context: Context, request: Request): Promise<FileView> => {
  const { services } = context;
  const actor = await context.authenticate();
  requireScope(actor, "files:write");
  const most = services.settings.uploadFormMaxBytes;
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > most + formOverheadBytes) throw new AppError("upload.too_large");
  const maxBytes = Number.isNaN(announced) ? Number.POSITIVE_INFINITY : announced;
  return readFormFile(request, {
    idleMs,
    receive: (file) => receiveUpload(services, actor.user, { ...file, maxBytes }),
  });
};
