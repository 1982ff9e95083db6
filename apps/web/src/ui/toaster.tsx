"use client";

import { Toaster as Sonner } from "sonner";
import { buttonStyles } from "./button-styles.ts";
import { useIsPhone } from "./use-is-phone.ts";

/**
 * Where short messages appear; `toast` of sonner puts them there. Announced politely to screen readers. On phones they
 * come from above: below are the sheets and their buttons.
 */
export const Toaster = () => {
  const isPhone = useIsPhone();
  return (
    <Sonner
      position={isPhone ? "top-center" : "bottom-left"}
      theme="system"
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-2xl border border-line bg-raised px-4 py-3 text-ink text-sm shadow-float",
          icon: "[&_svg]:size-5 text-ink-soft",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-ink-soft text-xs",
          actionButton: buttonStyles({ look: "secondary", size: "small" }),
        },
      }}
    />
  );
};
