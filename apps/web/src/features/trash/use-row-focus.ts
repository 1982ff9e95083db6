"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { useCallback, useEffect, useRef } from "react";

/**
 * Where the focus goes when the row that had it leaves the list: into the row that takes its place, at the end into the
 * one before, in an empty list to the heading. Give `list` and `heading` to those, and call `expect` before a row goes.
 */
export const useRowFocus = (files: readonly FileView[]) => {
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const leaving = useRef<{ fileId: FileId; index: number } | null>(null);

  const expect = useCallback(
    (fileId: FileId) => {
      leaving.current = { fileId, index: files.findIndex((file) => file.fileId === fileId) };
    },
    [files],
  );
  useEffect(() => {
    const gone = leaving.current;
    if (gone === null || files.some(({ fileId }) => fileId === gone.fileId)) return;
    leaving.current = null;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-trash-focus]") ?? [])];
    const next = rows[Math.min(gone.index, rows.length - 1)] ?? heading.current;
    // After the dialog, if one asked: it gives the focus back to where it came from, which is gone.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement === null) next?.focus();
    });
  }, [files]);
  return { list, heading, expect };
};
