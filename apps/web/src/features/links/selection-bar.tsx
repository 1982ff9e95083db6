"use client";

import { X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";

type Props = { count: number; onRevoke: () => void; onClear: () => void };

/** What can be done with the selected links, floating above the list while there are any. */
export const SelectionBar = ({ count, onRevoke, onClear }: Props) => (
  <div className="pointer-events-none fixed inset-x-0 bottom-5 z-30 flex justify-center px-4">
    <section
      aria-label="Selected links"
      className="pointer-events-auto flex animate-rise items-center gap-2 rounded-full border border-line bg-raised py-1.5 pr-1.5 pl-5 shadow-float"
    >
      <p role="status" className="mr-3 text-sm tabular-nums">
        {count} selected
      </p>
      <Button look="danger" disabled={count === 0} onClick={onRevoke}>
        Revoke
      </Button>
      <IconButton label="Clear selection" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  </div>
);
