"use client";

import { Component, type ReactNode } from "react";

type Props = {
  /** What is shown. Where it is another thing than before, there is no place to keep. */
  what: string;
  files: readonly unknown[];
  children: ReactNode;
};

type Place = { fileId: string; top: number };

/** Below the head of the page, which covers what is above this. */
const firstSeen = 64;

const seenTiles = (): Place[] =>
  [...document.querySelectorAll<HTMLElement>("[data-file-id]")].flatMap((tile) => {
    const { top, bottom } = tile.getBoundingClientRect();
    const fileId = tile.dataset["fileId"];
    return fileId !== undefined && bottom > firstSeen && top < window.innerHeight ? [{ fileId, top }] : [];
  });

/**
 * Keeps the tiles that a person looks at where they are when files above them come or go: rows are laid out anew then,
 * and the browser holds on to nothing that changes its size. Who is at the very top stays there, where new files come.
 * (A class, because only a class sees the page before it changes.)
 */
export class KeepPlace extends Component<Props> {
  override getSnapshotBeforeUpdate({ what, files }: Props): Place[] {
    const changes = what === this.props.what && files !== this.props.files;
    return changes && window.scrollY > 0 ? seenTiles() : [];
  }

  override componentDidUpdate(_props: Props, _state: unknown, places: Place[]): void {
    for (const { fileId, top } of places) {
      const tile = document.querySelector(`[data-file-id="${CSS.escape(fileId)}"]`);
      if (tile === null) continue;
      const moved = tile.getBoundingClientRect().top - top;
      if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
      return;
    }
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
