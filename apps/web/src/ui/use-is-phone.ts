"use client";

import { useMedia } from "./use-media.ts";

/** True on screens narrower than `sm`. For what styles cannot say; on the server always false. */
export const useIsPhone = (): boolean => useMedia("(max-width: 639px)");
