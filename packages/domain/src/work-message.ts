import { z } from "zod";
import { FileId, UserId } from "./ids.ts";

/** The operation that asked for the work, as W3C trace context. Only for those who watch: text that is none is no reason to leave the work undone. */
const TraceParent = z
  .string()
  .regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
  .optional()
  .catch(undefined);

const aboutFile = {
  userId: UserId,
  fileId: FileId,
  requestId: z.string().max(64).optional(),
  traceparent: TraceParent,
};

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
