import { cn } from "../../ui/cn.ts";
import { formatBytes } from "../../ui/format-bytes.ts";

type Props = { usedBytes: number; quotaBytes: number; className?: string };

/** How much of the space is in use; turns red in its last tenth. */
export const StorageMeter = ({ usedBytes, quotaBytes, className }: Props) => {
  const share = quotaBytes === 0 ? 1 : Math.min(1, usedBytes / quotaBytes);
  return (
    <div className={cn("grid gap-1.5", className)}>
      <p className="whitespace-nowrap text-ink-soft text-xs tabular-nums">
        <span className="sr-only">Storage: </span>
        {formatBytes(usedBytes)} of {formatBytes(quotaBytes)} used
      </p>
      <div aria-hidden="true" className="h-1 w-full overflow-hidden rounded-full bg-hover">
        <div
          style={{ width: `${share * 100}%` }}
          className={cn(
            "h-full rounded-full transition-[width]",
            usedBytes > 0 && "min-w-1",
            share > 0.9 ? "bg-danger" : "bg-accent",
          )}
        />
      </div>
    </div>
  );
};
