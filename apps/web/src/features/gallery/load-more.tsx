"use client";

import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";

type Props = { isLoading: boolean; hasFailed: boolean; onMore: () => void };

/** Asks for the next page a screen before its end is reached; a button serves where nothing scrolls or a page failed. */
export const LoadMore = ({ isLoading, hasFailed, onMore }: Props) => {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  const isIdle = !isLoading && !hasFailed;

  useEffect(() => {
    if (mark.current === null || !isIdle) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: "100% 0px" },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [isIdle]);

  return (
    <div ref={mark} className="grid place-items-center py-10">
      <Button look="quiet" busy={isLoading} onClick={onMore}>
        {hasFailed ? "Try again" : "Show more"}
      </Button>
    </div>
  );
};
