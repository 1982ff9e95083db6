import type { LinkState } from "@cloudpix/domain";
import { cn } from "../../ui/cn.ts";
import { stateWords } from "./link-status.ts";

const tones: Record<LinkState, string> = {
  live: "bg-accent-wash text-accent-ink",
  ending_soon: "bg-warning-wash text-warning-ink",
  used_up: "bg-sunken text-ink-soft",
  expired: "bg-sunken text-ink-soft",
  revoked: "bg-danger-wash text-danger",
};

/** A link's state in a word. */
export const StateBadge = ({ state }: { state: LinkState }) => (
  <span
    className={cn(
      "inline-flex shrink-0 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs",
      tones[state],
    )}
  >
    {stateWords[state]}
  </span>
);
