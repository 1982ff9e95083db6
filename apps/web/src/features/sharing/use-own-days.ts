"use client";

import { limits } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../data/trpc.ts";

/** After how many days the user's links end unless they say otherwise. The product's own until it is known. */
export const useOwnDays = (): number => {
  const { data } = useQuery(useTRPC().auth.profile.queryOptions());
  return data === undefined ? limits.expirationDays.default : data.linkDefaults.expirationDays;
};
