"use client";

import { type CreateShareInput, type FileView, newUuidV7, type ShareLinkView } from "@cloudpix/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../data/trpc.ts";
import { sentenceOf } from "../data/wire-error.ts";
import { useFileCache } from "../files/use-file-cache.ts";
import { copyText } from "./copy-text.ts";

/** The links of one file, newest first, and what can be done with them. Failures are told in a toast. */
export const useShareLinks = ({ fileId }: FileView, enabled: boolean) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cache = useFileCache();
  const list = useQuery(trpc.shares.listByFile.queryOptions({ fileId }, { enabled, staleTime: 0 }));
  const create = useMutation(trpc.shares.create.mutationOptions());
  const revoke = useMutation(trpc.shares.revoke.mutationOptions());

  const settle = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.shares.listByFile.queryKey({ fileId }) }),
      cache.refresh(fileId),
    ]);

  const copy = async (url: Promise<string>, done: string) => {
    const copied = await copyText(url);
    if (copied) toast.success(done);
    return copied;
  };

  return {
    links: [...(list.data?.shareLinks ?? [])].sort((a, b) => (a.createdDate < b.createdDate ? 1 : -1)),
    isLoading: list.isPending,
    failure: list.error === null ? null : sentenceOf(list.error),
    isCreating: create.isPending,
    isRevoking: revoke.isPending,
    /** Makes a link and copies it. */
    createAndCopy: async (expiry: Pick<CreateShareInput, "expirationDays" | "expiresAt">) => {
      const made = create.mutateAsync({ fileId, ...expiry, requestId: newUuidV7(new Date()) });
      const copying = copy(
        made.then(({ shareUrl }) => shareUrl),
        "Link created and copied.",
      );
      try {
        await made;
        if (!(await copying)) toast.success("Link created.");
        await settle();
      } catch (error) {
        toast.error(sentenceOf(error));
      }
    },
    copyLink: async ({ shareUrl }: ShareLinkView) => {
      if (!(await copy(Promise.resolve(shareUrl), "Link copied.")))
        toast.error("Your browser does not let this page copy. Please select the address and copy it.");
    },
    /** Answers true when the link is dead. */
    revokeLink: async ({ linkId }: ShareLinkView): Promise<boolean> => {
      try {
        await revoke.mutateAsync({ linkId });
        toast.success("Link revoked. It no longer opens.");
        await settle();
        return true;
      } catch (error) {
        toast.error(sentenceOf(error));
        return false;
      }
    },
  };
};
