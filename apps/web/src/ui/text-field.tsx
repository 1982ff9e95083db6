"use client";

import { Field } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

type Props = Omit<ComponentProps<typeof Field.Control>, "className" | "render"> & {
  name: string;
  label: string;
  /** One sentence under the field, read out with it. */
  hint?: string | undefined;
  /** Why the value was refused; replaces the hint and marks the field. */
  error?: string | undefined;
  optional?: boolean;
  /** A round button inside the field, at its end. */
  end?: ReactNode;
};

/** A labelled line of text with its hint or error. */
export const TextField = ({ name, label, hint, error, optional = false, end, ...control }: Props) => (
  <Field.Root name={name} invalid={error !== undefined} className="grid gap-1.5">
    <div className="flex items-baseline justify-between text-sm">
      <Field.Label className="font-medium">{label}</Field.Label>
      {optional ? <span className="text-ink-soft text-xs">optional</span> : null}
    </div>
    <div className="relative">
      <Field.Control
        className={cn(
          "h-11 w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base outline-offset-0 transition-[border-color] placeholder:text-ink-soft hover:border-ink-soft focus-visible:border-accent data-invalid:border-danger sm:text-sm",
          end !== undefined && "pr-12",
        )}
        {...control}
      />
      {end === undefined ? null : (
        <div className="absolute inset-y-0 right-0.5 grid place-items-center">{end}</div>
      )}
    </div>
    {error === undefined ? null : (
      <Field.Error match className="flex items-start gap-1.5 text-danger text-sm">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {error}
      </Field.Error>
    )}
    {hint === undefined || error !== undefined ? null : (
      <Field.Description className="text-ink-soft text-xs">{hint}</Field.Description>
    )}
  </Field.Root>
);
