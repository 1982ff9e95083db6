"use client";

import { type CreateShareInput, type FileId, newUuidV7, type ShareLinkView } from "@cloudpix/domain";
import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../data/trpc.ts";
import { copyText } from "./copy-text.ts";
import { useLinkCache } from "./use-link-cache.ts";

/** What a person may say about a new link; what is missing follows their defaults. */
export type NewLink = Pick<
  CreateShareInput,
  "expirationDays" | "expiresAt" | "name" | "password" | "maxAccessCount"
>;

const tellMade = (link: ShareLinkView, isCopied: boolean) =>
  toast.success(isCopied ? "Link created and copied." : "Link created.", {
    ...(link.hasPassword ? { description: "Send the password by another way than the link." } : {}),
  });

/** Makes a link to a file and copies it, within the click. Rejects with what the server said. */
export const useCreateLink = (fileId: FileId) => {
  const trpc = useTRPC();
  const cache = useLinkCache();
  const { mutateAsync, isPending } = useMutation(trpc.shares.create.mutationOptions());
  const createAndCopy = async (wanted: NewLink): Promise<ShareLinkView> => {
    const making = mutateAsync({ fileId, ...wanted, requestId: newUuidV7(new Date()) });
    const copying = copyText(making.then(({ shareUrl }) => shareUrl));
    const link = await making;
    tellMade(link, await copying);
    await cache.refreshLinksOf(fileId);
    return link;
  };
  return { createAndCopy, isCreating: isPending };
};
