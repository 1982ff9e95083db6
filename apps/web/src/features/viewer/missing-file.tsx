"use client";

import { ImageOff } from "lucide-react";
import { Button } from "../../ui/button.tsx";

/** The viewer where there is nothing to view: why, and the way back. */
export const MissingFile = ({ sentence, onClose }: { sentence: string; onClose: () => void }) => (
  <div
    role="alert"
    className="grid size-full place-content-center justify-items-center gap-4 px-6 text-center"
  >
    <ImageOff aria-hidden="true" strokeWidth={1.5} className="size-16 text-white/60" />
    <p className="mt-1 max-w-sm text-balance font-medium text-lg">{sentence}</p>
    <Button look="onDark" className="mt-2 bg-white/12" onClick={onClose}>
      Back to the gallery
    </Button>
  </div>
);
