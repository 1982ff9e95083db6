"use client";

import { ImagePlus } from "lucide-react";
import { Button } from "../../ui/button.tsx";

/** What a gallery says before its first file. */
export const EmptyGallery = ({ onChoose }: { onChoose: () => void }) => (
  <div className="grid min-h-[62dvh] place-items-center px-4">
    <div className="grid w-full max-w-xl justify-items-center gap-6 rounded-[2rem] border-2 border-line border-dashed px-6 py-16 text-center sm:py-20">
      <span className="grid size-16 place-items-center rounded-full bg-accent-wash text-accent-ink">
        <ImagePlus aria-hidden="true" strokeWidth={1.6} className="size-8" />
      </span>
      <p className="max-w-sm text-balance font-medium text-lg leading-snug tracking-tight">
        Drop photos, videos or any other file here to keep and share them.
      </p>
      <Button look="primary" size="large" onClick={onChoose}>
        Choose files
      </Button>
    </div>
  </div>
);
