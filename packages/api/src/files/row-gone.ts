import { type AppError, unavailable } from "@cloudpix/domain";

/**
 * Why a form under way cannot go on whose row is gone: the worker took its request for dead, because for 20 seconds it could
 * not say otherwise. Its sender knows no file that could be "not found"; sending it again is what helps.
 */
export const rowGone = (): AppError => unavailable(new Error("The row of a form under way is gone."));
