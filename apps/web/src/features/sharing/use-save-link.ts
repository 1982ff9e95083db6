"use client";

import type { ShareLinkView, UpdateShareInput } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { toast } from "sonner";
import { useTRPC } from "../data/trpc.ts";
import { fieldErrorsOf, readWireError, sentenceOf } from "../data/wire-error.ts";
import { useLinkCache } from "./use-link-cache.ts";

export type LinkChanges = Omit<UpdateShareInput, "linkId">;

/** Answers why a change was refused; null when it is saved. */
export type SaveLink = (changes: LinkChanges) => Promise<string | null>;

const refusalOf = (error: unknown, changes: LinkChanges): string => {
  const byField = fieldErrorsOf(error);
  const told = Object.keys(changes).map((field) => byField.get(field));
  return told.find((sentence) => sentence !== undefined) ?? sentenceOf(error);
};

/** Whether the link was ended elsewhere. */
const isOver = (error: unknown): boolean => {
  const code = readWireError(error)?.code;
  return code === "share.revoked" || code === "share.not_found";
};

/** Saves changes of one link, one after the other in the order they were made. Its address stays. */
export const useSaveLink = ({ linkId, fileId }: ShareLinkView) => {
  const trpc = useTRPC();
  const cache = useLinkCache();
  const hasFailed = useRef(false);
  const update = useMutation(
    trpc.shares.update.mutationOptions({ scope: { id: `link ${linkId}` }, onSuccess: cache.put }),
  );

  const save: SaveLink = async (changes) => {
    try {
      await update.mutateAsync({ linkId, ...changes });
      hasFailed.current = false;
      // A link with a later end or more visits may count again.
      void cache.refreshFiles([fileId]);
      return null;
    } catch (error) {
      hasFailed.current = true;
      if (isOver(error)) {
        // What is shown of it is old, and its field goes away with it.
        toast.error(sentenceOf(error));
        void cache.refreshLinksOf(fileId);
      }
      return refusalOf(error, changes);
    }
  };
  const isSaved = update.isSuccess && !hasFailed.current;
  return { save, progress: update.isPending ? "saving" : isSaved ? "saved" : "idle" } as const;
};
