"use client";

import { useSyncExternalStore } from "react";
import { Toaster as Sonner } from "sonner";

const phone = "(max-width: 639px)";

const subscribe = (listener: () => void) => {
  const query = window.matchMedia(phone);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};

/**
 * Where short messages appear; `toast` of sonner puts them there. Announced politely to screen readers. On phones they
 * come from above: below are the sheets and their buttons.
 */
export const Toaster = () => {
  const isPhone = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(phone).matches,
    () => false,
  );
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
        },
      }}
    />
  );
};
