"use client";

import { Toaster as Sonner } from "sonner";

/** Where short messages appear; `toast` of sonner puts them there. Announced politely to screen readers. */
export const Toaster = () => (
  <Sonner
    position="bottom-left"
    theme="system"
    style={{ fontFamily: "inherit" }}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          "flex w-full items-center gap-3 rounded-2xl border border-line bg-raised px-4 py-3 text-ink text-sm shadow-float",
        icon: "[&_svg]:size-5 text-ink-soft",
        actionButton: "ml-auto rounded-full px-3 py-1.5 font-medium text-accent-ink hover:bg-hover",
        description: "text-ink-soft",
      },
    }}
  />
);
