import { AppError } from "@cloudpix/domain";
import { Dicer } from "@fastify/busboy";
import { invalidForm } from "./invalid-form.ts";

const boundaryOf = (contentType: string): string => {
  const match = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2] ?? "";
  if (/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return boundary;
  throw invalidForm("The boundary of a form has 1 to 70 characters.");
};

/**
 * A parser for a form with this content type. It never holds a writer back: whoever takes a part does.
 * @throws AppError `input.media_type` when the body is no form, `input.invalid` without a boundary of at most 70 characters
 */
export const openForm = (contentType: string | null): Dicer => {
  const given = contentType ?? "";
  if (!/^\s*multipart\/form-data\s*(;|$)/i.test(given)) throw new AppError("input.media_type");
  // Its types know only the first. Held back by a part that has ended, it would not call back any more.
  const limits = { maxHeaderPairs: 20, maxHeaderSize: 4_096, partHwm: Number.MAX_SAFE_INTEGER };
  return new Dicer({ boundary: boundaryOf(given), ...limits });
};
