"use client";

import { errorSentences, type FileId, type FileView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../data/trpc.ts";
import { readWireError, sentenceOf } from "../data/wire-error.ts";

type Wanted = { files: readonly FileView[]; openId: FileId | null; isListLoading: boolean };

/** An address that names no file at all is, for people, a file that is not there. */
const failureOf = (error: unknown): string =>
  readWireError(error)?.code === "input.invalid" ? errorSentences["file.not_found"] : sentenceOf(error);

/**
 * The file the address names: from the list when it is there, else asked for by itself (a deep link to an old file),
 * or the sentence that says why there is none. `goneId` was deleted here a moment ago and is not asked for.
 */
export const useOpenedFile = ({ files, openId, isListLoading }: Wanted, goneId: FileId | null) => {
  const listed = files.find(({ fileId }) => fileId === openId);
  const isAsked = openId !== null && openId !== goneId && listed === undefined && !isListLoading;
  const asked = useQuery(useTRPC().files.get.queryOptions({ fileId: openId ?? "" }, { enabled: isAsked }));
  const file = listed ?? (asked.data?.fileId === openId ? asked.data : undefined);
  const failure = isAsked && file === undefined && asked.error !== null ? failureOf(asked.error) : null;
  return { file, failure };
};
