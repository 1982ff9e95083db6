import { AppError } from "@cloudpix/domain";
import { Busboy, type BusboyInstance } from "@fastify/busboy";

/** A form that is not what an upload takes, in a sentence for its sender. */
export const invalidForm = (message: string, cause?: unknown): AppError =>
  new AppError("input.invalid", { message, cause });

// Text beside the file is passed over, and bounded. A second file is let in far enough to be refused.
const formLimits = {
  fields: 10,
  files: 2,
  parts: 12,
  fieldNameSize: 100,
  fieldSize: 1_024,
  headerPairs: 20,
  headerSize: 4_096,
};

const boundaryOf = (contentType: string): string => {
  const match = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2] ?? "";
  if (/^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary)) return boundary;
  throw invalidForm("The boundary of a form has 1 to 70 characters.");
};

/**
 * A parser for a form with this content type. File names come out as they were sent, paths included: what a name may
 * be is the domain's to say.
 * @throws AppError `input.media_type` when the body is no form, `input.invalid` without a boundary of at most 70 characters
 */
export const openForm = (contentType: string | null): BusboyInstance => {
  const given = contentType ?? "";
  if (!/^\s*multipart\/form-data\s*(;|$)/i.test(given)) throw new AppError("input.media_type");
  const headers = { "content-type": `multipart/form-data; boundary="${boundaryOf(given)}"` };
  return Busboy({ headers, preservePath: true, limits: formLimits });
};
