"use client";

import { errorSentences, type FileId, type FileView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../data/trpc.ts";
import { readWireError, sentenceOf } from "../data/wire-error.ts";
import { saysGone } from "../files/use-gone-file.ts";

type Wanted = {
  files: readonly FileView[];
  /** When the list was like this. */
  listedAtMs: number;
  openId: FileId | null;
  isListLoading: boolean;
};

/** An address that names no file at all is, for people, a file that is not there. */
const failureOf = (error: unknown): string =>
  readWireError(error)?.code === "input.invalid" ? errorSentences["file.not_found"] : sentenceOf(error);

/**
 * The file the address names: from the list when it is there, else asked for by itself (a deep link to an old file),
 * or the sentence that says why there is none. Where the list is not of just now, a listed file is asked for too; `gone`
 * is the answer that it is not there any more. `goneId` was deleted here a moment ago and is not asked for.
 */
export const useOpenedFile = (
  { files, listedAtMs, openId, isListLoading }: Wanted,
  goneId: FileId | null,
) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const listed = files.find(({ fileId }) => fileId === openId);
  const isAsked = openId !== null && openId !== goneId && !isListLoading;
  const known = listed === undefined ? {} : { initialData: listed, initialDataUpdatedAt: listedAtMs };
  const wanted = { fileId: openId ?? "" };
  const asked = useQuery<FileView>({
    queryKey: trpc.files.get.queryKey(wanted),
    queryFn: ({ signal }) => client.files.get.query(wanted, { signal }),
    enabled: isAsked,
    ...known,
  });
  const file = listed ?? (asked.data?.fileId === openId ? asked.data : undefined);
  const error = isAsked ? asked.error : null;
  return {
    file,
    failure: file === undefined && error !== null ? failureOf(error) : null,
    gone: file !== undefined && saysGone(error) ? error : null,
  };
};
