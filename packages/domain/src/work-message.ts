import { z } from "zod";
import { FileId, UserId } from "./ids.ts";

const aboutFile = { userId: UserId, fileId: FileId, requestId: z.string().max(64).optional() };

/**
 * What the queue carries. Delivered at least once, possibly late, possibly after the file is gone: every job is idempotent.
 * `thumbnail`: draw the renditions. `open-graph`: draw the card for link previews. `verify`: hash a large upload and activate it.
 */
export const WorkMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("thumbnail"), ...aboutFile }),
  z.strictObject({ type: z.literal("open-graph"), ...aboutFile }),
  z.strictObject({ type: z.literal("verify"), ...aboutFile }),
]);
export type WorkMessage = z.infer<typeof WorkMessage>;
