"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One line under the title, read out when the dialog opens. */
  description?: ReactNode;
  children: ReactNode;
  initialFocus?: ComponentProps<typeof Base.Popup>["initialFocus"];
  /** Where the focus goes when it closes; unless given, back to where it came from. */
  finalFocus?: ComponentProps<typeof Base.Popup>["finalFocus"];
};

/** A modal window: a centred card on wide screens, a sheet from below on phones. Esc and the backdrop close it. */
export const Dialog = ({ open, onClose, title, description, children, initialFocus, finalFocus }: Props) => (
  <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
    <Base.Portal>
      <Base.Backdrop forceRender className="fade-in fixed inset-0 z-50 bg-scrim" />
      <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
        <Base.Popup
          initialFocus={initialFocus}
          finalFocus={finalFocus}
          className="pop-in flex max-h-[92dvh] w-full max-w-lg flex-col rounded-t-3xl border border-line bg-raised shadow-float outline-none sm:rounded-3xl"
        >
          <div className="flex items-start gap-4 px-6 pt-5 pb-3">
            <div className="min-w-0 flex-1 pt-1.5">
              <Base.Title className="truncate font-semibold text-lg leading-tight">{title}</Base.Title>
              {description === undefined ? null : (
                <Base.Description className="mt-1 truncate text-ink-soft text-sm">
                  {description}
                </Base.Description>
              )}
            </div>
            {/* The cross itself, not its round ground, ends where the content ends. */}
            <IconButton label="Close" className="-mr-2.75" onClick={onClose}>
              <X aria-hidden="true" />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pb-6">{children}</div>
        </Base.Popup>
      </Base.Viewport>
    </Base.Portal>
  </Base.Root>
);
