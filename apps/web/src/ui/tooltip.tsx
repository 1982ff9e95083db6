"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";

/** Shows `text` beside its one child on hover and focus. A hint only: the child carries its own accessible name. */
export const Tooltip = ({ text, children }: { text: string; children: ReactElement }) => (
  <Base.Root>
    <Base.Trigger render={children} delay={350} />
    <Base.Portal>
      <Base.Positioner sideOffset={8} className="z-60">
        <Base.Popup className="pop-in max-w-64 rounded-lg bg-ink px-2.5 py-1.5 text-page text-xs shadow-float">
          {text}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);
