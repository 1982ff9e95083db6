import type { Instrumentation } from "next";
import { logPageFailure } from "./server/log-page-failure.ts";

/** The framework's word that a page failed: it shows people `digest` as the reference to give to their administrator. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) =>
  logPageFailure(error, request, context.routePath);
