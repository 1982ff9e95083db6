"use client";

import type { AppRouter } from "@cloudpix/api";
import { limits, plainSentence } from "@cloudpix/domain";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { type ReactNode, useEffect, useState } from "react";
import { z } from "zod";
import { TRPCProvider } from "./trpc.ts";
import { watchFocus } from "./watch-focus.ts";
import { isWorthRepeating, leaveWhenSignedOut } from "./wire-error.ts";

z.config({ customError: plainSentence });

const newQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => count < 3 && isWorthRepeating(error) },
      mutations: { retry: false },
    },
  });

const newClient = () =>
  createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "/api/trpc", maxItems: limits.batchCalls })],
  });

/** Gives everything below it the server's procedures and one cache of their answers. */
export const DataProvider = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(newQueryClient);
  const [trpcClient] = useState(newClient);
  useEffect(watchFocus, []);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
};
