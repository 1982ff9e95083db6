"use client";

import type { UpdateProfileInput } from "@cloudpix/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../data/trpc.ts";

/** Changes what one may change of oneself; the whole page shows it at once. Throws what the server refuses. */
export const useUpdateProfile = (): ((input: UpdateProfileInput) => Promise<void>) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation(trpc.auth.updateProfile.mutationOptions());
  return async (input) => {
    const user = await mutateAsync(input);
    queries.setQueryData(trpc.auth.profile.queryKey(), user);
  };
};
