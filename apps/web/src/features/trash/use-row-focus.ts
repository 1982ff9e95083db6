"use client";

import type { FileId, FileView } from "@cloudpix/domain";
import { useEffect, useRef } from "react";

/** On the control of a row that takes the focus; its value is the file's id. */
export const rowFocusAttribute = "data-row-focus";

const isAsking = () => document.activeElement?.closest("[role=alertdialog]") != null;

/**
 * Where the focus goes when the row that had it leaves the list: into the row that takes its place, at the end into the
 * one before, in an empty list to the heading. Give `list` and `heading` to those, and `finalFocus` to the dialog that
 * asks before a row goes. Call `expect` before it goes, and with null when it stays after all.
 */
export const useRowFocus = (files: readonly FileView[]) => {
  const list = useRef<HTMLUListElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const leaving = useRef<{ fileId: FileId; index: number } | null>(null);

  const successor = (): HTMLElement | null => {
    const gone = leaving.current;
    leaving.current = null;
    if (gone === null) return null;
    const controls = [...(list.current?.querySelectorAll<HTMLElement>(`[${rowFocusAttribute}]`) ?? [])];
    const others = controls.filter((control) => control.getAttribute(rowFocusAttribute) !== gone.fileId);
    return others[Math.min(gone.index, others.length - 1)] ?? heading.current;
  };
  const latest = useRef(successor);
  latest.current = successor;

  useEffect(() => {
    const gone = leaving.current;
    // A dialog that asked hands the focus on itself when it closes.
    if (gone === null || isAsking() || files.some(({ fileId }) => fileId === gone.fileId)) return;
    const next = latest.current();
    if (document.activeElement === document.body) next?.focus();
  }, [files]);

  return {
    list,
    heading,
    expect: (fileId: FileId | null) => {
      const index = files.findIndex((file) => file.fileId === fileId);
      leaving.current = fileId === null ? null : { fileId, index };
    },
    /** Back to where it came from unless a row is gone. */
    finalFocus: () => successor() ?? true,
  };
};
