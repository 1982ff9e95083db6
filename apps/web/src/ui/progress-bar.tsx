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
  <div className={cn("relative h-1 w-full overflow-hidden rounded-full bg-hover", className)}>
    {/* For screen readers; browsers let nobody draw it alike. */}
    <progress
      aria-label={label}
      max={100}
      value={share === null ? undefined : Math.round(share * 100)}
      className="sr-only"
    />
    <div
      aria-hidden="true"
      style={{ width: `${(share ?? 1) * 100}%` }}
      className={cn(
        "h-full rounded-full bg-accent transition-[width] duration-300",
        share === null && "animate-shimmer bg-accent/60",
      )}
    />
  </div>
);
