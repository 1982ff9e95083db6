"use client";

import type { UserView } from "@cloudpix/domain";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../data/trpc.ts";

/** The person signed in: at once as the server rendered the page, later as uploads and deletions change it. */
export const useProfile = (initial: UserView): UserView =>
  useQuery(useTRPC().auth.profile.queryOptions(undefined, { initialData: initial })).data;
