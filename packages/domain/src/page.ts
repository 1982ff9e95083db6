import { z } from "zod";
import { limits } from "./limits.ts";

/** How many items a page holds. */
export const PageSize = z.int().min(1).max(limits.pageSize.max);

/** Where the next page begins: opaque and tamper-evident to callers. */
export const Cursor = z.string().min(1).max(512);
export type Cursor = z.infer<typeof Cursor>;
