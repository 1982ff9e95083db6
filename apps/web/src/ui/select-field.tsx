"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, useId } from "react";

type Props = Omit<ComponentProps<"select">, "className" | "id"> & {
  label: string;
  /** One sentence under the field, read out with it. */
  hint?: string;
};

/** A labelled choice of one among few; the browser's own list, which phones draw best themselves. */
export const SelectField = ({ label, hint, children, ...control }: Props) => {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="h-11 w-full appearance-none rounded-xl border border-line-strong bg-surface pr-10 pl-3.5 text-base outline-offset-0 transition-[border-color] hover:border-ink-soft focus-visible:border-accent sm:text-sm"
          {...control}
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-3.5 right-3.5 size-4 text-ink-soft"
        />
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-ink-soft text-xs">
          {hint}
        </p>
      )}
    </div>
  );
};
