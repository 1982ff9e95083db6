import { type Context, receiveUpload } from "@cloudpix/api";
import { AppError, type FileView, SECOND_MS } from "@cloudpix/domain";
import { requirePlainBody } from "../require-plain-body.ts";
import { readFormFile } from "./read-form-file.ts";

const idleMs = 30 * SECOND_MS;
/** What a form holds beside its file: boundaries, headers, a few fields. */
const formOverheadBytes = 64 * 1024;

/**
 * Takes the one file of a form. Whether its sender may send it, the operation has asked before (`Route.needs`).
 * @throws AppError `input.media_type`, `input.invalid`, `upload.too_large`, and what `receiveUpload` throws
 */
export const receiveForm = async (context: Context, request: Request): Promise<FileView> => {
  const { services } = context;
  const { user } = await context.authenticate();
  requirePlainBody(request);
  const most = services.settings.uploadFormMaxBytes;
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > most + formOverheadBytes) throw new AppError("upload.too_large");
  const maxBytes = Number.isNaN(announced) ? Number.POSITIVE_INFINITY : announced;
  return readFormFile(request, {
    idleMs,
    receive: (file) => receiveUpload(services, user, { ...file, maxBytes }),
  });
};
