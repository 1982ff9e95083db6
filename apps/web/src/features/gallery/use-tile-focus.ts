"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { neighbourTile } from "./neighbour-tile.ts";

const linkOf = (fileId: FileId) =>
  document.querySelector<HTMLElement>(`[data-file-id="${CSS.escape(fileId)}"]`);

/**
 * The gallery as one stop of the Tab key: the tile that had the focus last, at first the first one. Arrows, Home and End
 * move on from it. `focusSoon` names the tile that takes the focus when the next change of files leaves it nowhere.
 */
export const useTileFocus = (files: readonly FileView[]) => {
  const [focusedId, setFocusedId] = useState<FileId | null>(null);
  const stopId = files.some(({ fileId }) => fileId === focusedId) ? focusedId : (files[0]?.fileId ?? null);

  const onFocus = useCallback(({ target }: FocusEvent) => {
    const link = target.closest("[data-tile]")?.querySelector<HTMLElement>("[data-file-id]");
    if (link?.dataset["fileId"] !== undefined) setFocusedId(link.dataset["fileId"]);
  }, []);

  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget, key } = event;
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    if (!(target instanceof HTMLElement && target.dataset["fileId"] !== undefined)) return;
    const links = [...currentTarget.querySelectorAll<HTMLElement>("[data-file-id]")];
    const next = neighbourTile(
      links.map((link) => link.getBoundingClientRect()),
      links.indexOf(target),
      key,
    );
    if (next === null) return;
    event.preventDefault();
    links[next]?.focus();
  }, []);

  const soonId = useRef<FileId | null>(null);
  const focusSoon = useCallback((fileId: FileId | null) => {
    soonId.current = fileId;
  }, []);
  // It is the change of files that it waits for.
  useEffect(() => {
    const fileId = soonId.current;
    soonId.current = null;
    if (fileId !== null && document.activeElement === document.body) linkOf(fileId)?.focus();
  }, [files]);

  /** The file's tile; where it is not listed any more, the one that Tab leads to. */
  const tileOf = (fileId: FileId) => linkOf(fileId) ?? (stopId === null ? null : linkOf(stopId));

  return { stopId, onFocus, onKeyDown, focusSoon, tileOf };
};
