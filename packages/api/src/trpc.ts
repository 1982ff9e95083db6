import { initTRPC } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context.ts";
import { errorTable } from "./error-table.ts";
import { toAppError } from "./to-app-error.ts";

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ error, ctx }) => {
    const appError = toAppError(error);
    const { trpcCode, httpStatus } = errorTable[appError.code];
    return {
      code: TRPC_ERROR_CODES_BY_KEY[trpcCode],
      message: appError.message,
      data: {
        code: trpcCode,
        httpStatus,
        appCode: appError.code,
        issues: appError.issues,
        requestId: ctx?.requestId ?? null,
      },
    };
  },
});

export const { router, createCallerFactory } = t;

/** For everybody: strangers, visitors, users. */
export const publicProcedure = t.procedure;

/** For signed-in people and programs: narrows the context to the user who calls. */
export const userProcedure = t.procedure.use(async ({ ctx, next }) => {
  const user = await ctx.authenticate();
  return next({ ctx: { user } });
});
