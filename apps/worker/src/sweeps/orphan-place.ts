import { addMs, DAY_MS, toInstant } from "@cloudpix/domain";
import { z } from "zod";
import type { Services } from "../services.ts";

const id = "orphan-walk";

const containers = ["cloudpix-incoming", "cloudpix-files", "cloudpix-thumbnails"] as const;

const Place = z.object({
  container: z.enum(containers),
  /** The name looked at last; none: the container is still before it. */
  after: z.string().optional(),
});

/** How far the walk over the blobs has come: all before it were looked at. */
export type OrphanPlace = z.infer<typeof Place>;

/** Where a walk begins. */
export const firstPlace: OrphanPlace = { container: containers[0] };

/** Where a walk goes on that has come to the end of this container; null: nowhere, it is over. */
export const placeBehind = (container: OrphanPlace["container"]): OrphanPlace | null => {
  const next = containers[containers.indexOf(container) + 1];
  return next === undefined ? null : { container: next };
};

/**
 * Where the last walk was left, kept in a row of `runs`; null when it had come to its end, or when nobody went on with it for
 * a day, after which what it has passed may be orphaned.
 */
export const recallPlace = async ({ db, now }: Pick<Services, "db" | "now">): Promise<OrphanPlace | null> => {
  const note = await db.runs.get(id);
  if (note === null || note.at <= toInstant(addMs(now(), -DAY_MS))) return null;
  return Place.safeParse(note.details).data ?? null;
};

/** Notes where the walk goes on; null: it has come to its end. */
export const notePlace = async (
  { db, now }: Pick<Services, "db" | "now">,
  place: OrphanPlace | null,
): Promise<void> => {
  const { container, after } = place ?? {};
  const details = { ...(container && { container }), ...(after && { after }) };
  await db.runs.put({ id, at: toInstant(now()), details });
};
