import { AppError, plainSentence, type Scope } from "@cloudpix/domain";
import { initTRPC } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import { requireScope } from "./actor.ts";
import type { Context } from "./context.ts";
import { errorTable } from "./error-table.ts";
import { toAppError } from "./to-app-error.ts";

z.config({ customError: plainSentence });

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

/** For whoever is known, by a session or by any access token: narrows the context to the user who calls. */
export const actorProcedure = t.procedure.use(async ({ ctx, next }) => {
  const { user, scopes } = await ctx.authenticate();
  return next({ ctx: { user, scopes } });
});

/** For people with a session only: what concerns the account itself. An access token is refused with `auth.scope_missing`. */
export const sessionProcedure = actorProcedure.use(({ ctx, next }) => {
  if (ctx.scopes !== "all") throw new AppError("auth.scope_missing");
  return next();
});

/** For people with a session, and for programs whose access token holds `scope`; other tokens: `auth.scope_missing`. */
export const scopedProcedure = (scope: Scope) =>
  actorProcedure.use(({ ctx, next }) => {
    requireScope(ctx, scope);
    return next();
  });
