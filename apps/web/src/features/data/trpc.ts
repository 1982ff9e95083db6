import type { AppRouter } from "@cloudpix/api";
import { createTRPCContext } from "@trpc/tanstack-react-query";

/** The typed procedures: `useTRPC` makes options for queries and mutations, `useTRPCClient` calls them directly. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
