"use client";

import { useIsPhone } from "../../ui/use-is-phone.ts";
import { useMedia } from "../../ui/use-media.ts";

/** In pixels. `target`: what rows come as near to as they can; `single`: how high one grows that does not fill its width. */
export type RowHeights = { target: number; single: number };

/**
 * How high the gallery's rows are. Follows the screen and never the album: `single` limits the album's own width, so
 * heights that followed that width would shrink step by step.
 */
export const useRowHeights = (): RowHeights => {
  const isPhone = useIsPhone();
  const isWide = useMedia("(min-width: 1024px)");
  // On a phone a lone landscape photo takes the width, as it may in any other row there.
  if (isPhone) return { target: 120, single: 270 };
  return isWide ? { target: 235, single: 270 } : { target: 190, single: 218 };
};
