"use client";

import { Progress } from "@base-ui/react/progress";
import { cn } from "./cn.ts";

type Props = {
  /** The accessible name. */
  label: string;
  /** 0–1, or null while nobody can say. */
  share: number | null;
  className?: string;
};

/** How much of something is done. Without a known share it breathes instead of pretending. */
export const ProgressBar = ({ label, share, className }: Props) => (
  <Progress.Root
    aria-label={label}
    value={share === null ? null : Math.round(share * 100)}
    className={cn("h-1 w-full", className)}
  >
    <Progress.Track className="h-full overflow-hidden rounded-full bg-hover">
      <Progress.Indicator
        className={cn(
          "h-full rounded-full bg-accent transition-[width] duration-300",
          share === null && "w-full! animate-shimmer bg-accent/60",
        )}
      />
    </Progress.Track>
  </Progress.Root>
);
