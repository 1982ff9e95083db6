"use client";

import type { FileId, LinkId } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { revokedWords } from "./revoke-words.ts";
import { useLinkCache } from "./use-link-cache.ts";

/** Ends links for good. Each answers true when the links are dead; what failed is told in a toast. */
export const useRevokeLinks = () => {
  const trpc = useTRPC();
  const cache = useLinkCache();
  const one = useMutation(trpc.shares.revoke.mutationOptions());
  const all = useMutation(trpc.shares.revokeAll.mutationOptions());

  return {
    isRevoking: one.isPending || all.isPending,
    /** The calls travel together; some may fail where others succeed. */
    revoke: async (linkIds: readonly LinkId[]): Promise<boolean> => {
      const outcomes = await Promise.allSettled(linkIds.map((linkId) => one.mutateAsync({ linkId })));
      const revoked = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      const failed = outcomes.filter((outcome) => outcome.status === "rejected");
      for (const link of revoked) cache.put(link);
      if (revoked.length > 0) toast.success(revokedWords(revoked.length));
      if (failed[0]) toast.error(sentenceOf(failed[0].reason));
      void cache.refreshFiles(revoked.map(({ fileId }) => fileId));
      return failed.length === 0;
    },
    /** All links of one file, or without `fileId` all there are. */
    revokeAll: async (fileId?: FileId): Promise<boolean> => {
      try {
        const { revokedCount } = await all.mutateAsync(fileId === undefined ? {} : { fileId });
        toast.success(revokedWords(revokedCount));
        await (fileId === undefined ? cache.refreshAll() : cache.refreshLinksOf(fileId));
        return true;
      } catch (error) {
        toast.error(sentenceOf(error));
        return false;
      }
    },
  };
};
