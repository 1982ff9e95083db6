"use client";

import type { AccessTokenView } from "@cloudpix/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "../data/trpc.ts";
import { readWireError, sentenceOf } from "../data/wire-error.ts";

/** Ends an access token. `run` answers whether it is over; failures are told in a toast. */
export const useRevokeToken = () => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoke = useMutation(trpc.auth.revokeAccessToken.mutationOptions());
  const run = async ({ tokenId }: Pick<AccessTokenView, "tokenId">): Promise<boolean> => {
    try {
      await revoke.mutateAsync({ tokenId });
    } catch (error) {
      // Gone already, by another tab: that is what was wanted.
      if (readWireError(error)?.code !== "token.not_found") {
        toast.error(sentenceOf(error));
        return false;
      }
    }
    queries.setQueryData(trpc.auth.listAccessTokens.queryKey(), (list) =>
      list === undefined
        ? undefined
        : { accessTokens: list.accessTokens.filter((token) => token.tokenId !== tokenId) },
    );
    toast.success("Token revoked");
    return true;
  };
  return { run, isBusy: revoke.isPending };
};
