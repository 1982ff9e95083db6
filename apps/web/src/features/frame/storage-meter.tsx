"use client";

import { Meter } from "@base-ui/react/meter";
import { cn } from "../../ui/cn.ts";
import { formatBytes } from "../../ui/format-bytes.ts";

type Props = { usedBytes: number; quotaBytes: number; className?: string };

/** How much of the space is in use; turns red in its last tenth. */
export const StorageMeter = ({ usedBytes, quotaBytes, className }: Props) => {
  const share = quotaBytes === 0 ? 1 : Math.min(1, usedBytes / quotaBytes);
  const text = `${formatBytes(usedBytes)} of ${formatBytes(quotaBytes)} used`;
  return (
    <Meter.Root
      value={Math.round(share * 100)}
      getAriaValueText={() => text}
      className={cn("grid gap-1.5", className)}
    >
      <Meter.Label className="sr-only">Storage</Meter.Label>
      <span aria-hidden="true" className="whitespace-nowrap text-ink-soft text-xs tabular-nums">
        {text}
      </span>
      <Meter.Track className="h-1 w-full overflow-hidden rounded-full bg-hover">
        <Meter.Indicator
          className={cn(
            "h-full min-w-1 rounded-full transition-[width]",
            share > 0.9 ? "bg-danger" : "bg-accent",
          )}
        />
      </Meter.Track>
    </Meter.Root>
  );
};
