import type { ErrorCode } from "@cloudpix/domain";
import { fieldErrorsOf, readWireError, sentenceOf } from "../data/wire-error.ts";

/** Why a form was refused: sentences for single fields, or one for the form as a whole. */
export type Refusal = { fields: ReadonlyMap<string, string>; sentence: string | null };

/** A form refused as a whole. */
export const refuseForm = (sentence: string): Refusal => ({ fields: new Map(), sentence });

/** A form refused for these fields. */
export const refuseFields = (fields: ReadonlyMap<string, string>): Refusal => ({ fields, sentence: null });

/**
 * Why a call was refused, as its form shows it. `about` names the field that a code speaks of, and the sentence to say
 * there instead of the server's own.
 */
export const refusalOf = (
  error: unknown,
  about: Partial<Record<ErrorCode, { field: string; sentence?: string }>> = {},
): Refusal => {
  const failure = readWireError(error);
  const place = failure === undefined ? undefined : about[failure.code];
  if (failure !== undefined && place !== undefined)
    return refuseFields(new Map([[place.field, place.sentence ?? failure.message]]));
  const fields = fieldErrorsOf(error);
  return fields.size > 0 ? refuseFields(fields) : refuseForm(sentenceOf(error));
};
