"use client";

import { ChevronDown, CircleAlert } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { cn } from "../../ui/cn.ts";
import { ownTimeZone } from "./local-moment.ts";

type Option = { value: string; label: string };

type Props = {
  options: readonly Option[];
  /** The value of the chosen option. */
  chosen: string;
  onChoose: (value: string) => void;
  /** The field for an exact moment, shown when there is one. */
  moment: Pick<ComponentProps<"input">, "value" | "min" | "onChange" | "onBlur" | "onKeyDown"> | null;
  error?: string | undefined;
};

const control =
  "h-11 w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base outline-offset-0 transition-[border-color] hover:border-ink-soft focus-visible:border-accent sm:text-sm";

/** Chooses when a link ends: a number of days, an exact moment where the person is, or never. */
export const ExpiryField = ({ options, chosen, onChoose, moment, error }: Props) => {
  const [selectId, wordsId] = [useId(), useId()];
  return (
    <div className="grid content-start gap-1.5 sm:col-span-2 sm:grid-cols-2 sm:gap-x-4">
      <label htmlFor={selectId} className="font-medium text-sm sm:col-span-2">
        Expires
      </label>
      <div className={cn("relative", moment === null && "sm:col-span-2")}>
        <select
          id={selectId}
          className={cn(control, "appearance-none pr-9")}
          value={chosen}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-3.5 right-3 size-4 text-ink-soft"
        />
      </div>
      {moment === null ? null : (
        <>
          <input
            type="datetime-local"
            aria-label="Date and time"
            aria-describedby={wordsId}
            aria-invalid={error !== undefined || undefined}
            className={cn(control, error !== undefined && "border-danger")}
            {...moment}
          />
          <p
            id={wordsId}
            className={
              error === undefined
                ? "text-ink-soft text-xs sm:col-start-2"
                : "flex items-start gap-1.5 text-danger text-sm sm:col-start-2"
            }
          >
            {error === undefined ? (
              `Your time, ${ownTimeZone()}`
            ) : (
              <>
                <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                {error}
              </>
            )}
          </p>
        </>
      )}
    </div>
  );
};
