"use client";

import { Button } from "../../ui/button.tsx";

type Props = {
  /** How many links were looked through so far. */
  count: number;
  isLoading: boolean;
  hasFailed: boolean;
  onMore: () => void;
};

/** Under a filter nothing is loaded unasked: it could be everything, for a single hit. */
export const SearchOlder = ({ count, isLoading, hasFailed, onMore }: Props) => (
  <div className="grid justify-items-center gap-3 py-8 text-center">
    <p className="text-ink-soft text-sm">Your newest {count} links were looked through.</p>
    <Button busy={isLoading} onClick={onMore}>
      {hasFailed ? "Try again" : "Look through older ones"}
    </Button>
  </div>
);
