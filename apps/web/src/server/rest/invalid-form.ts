import { AppError } from "@cloudpix/domain";

/** A form that is not what an upload takes, in a sentence for its sender. */
export const invalidForm = (message: string, cause?: unknown): AppError =>
  new AppError("input.invalid", { message, cause });
