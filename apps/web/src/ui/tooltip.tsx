"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/**
 * Shows `text` beside its one child on hover and focus. A hint only: the child carries its own accessible name. Esc
 * takes it away together with the layer it is on, never instead of it: one press, one layer.
 */
export const Tooltip = ({ text, children }: { text: string; children: ReactElement }) => {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const closeFirst = (event: KeyboardEvent) => {
      // At once: the layers below listen to the same press and do nothing while something is open above them.
      if (event.key === "Escape") flushSync(() => setIsOpen(false));
    };
    window.addEventListener("keydown", closeFirst, { capture: true });
    return () => window.removeEventListener("keydown", closeFirst, { capture: true });
  }, [isOpen]);
  return (
    <Base.Root open={isOpen} onOpenChange={setIsOpen}>
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
};
