"use client";

import { ChevronDown } from "lucide-react";
import type { ExpiryChoice } from "./expiry-choice.ts";

type Props = {
  choice: ExpiryChoice;
  onChoose: (choice: ExpiryChoice) => void;
  days: readonly number[];
  /** The first day on offer, "2026-03-03". */
  firstDay: string;
};

const control =
  "h-11 w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base hover:border-ink-soft focus-visible:border-accent sm:text-sm";

const daysLabel = (days: number) => (days === 1 ? "1 day" : days === 365 ? "1 year" : `${days} days`);

const fromValue = (value: string, firstDay: string): ExpiryChoice =>
  value === "never"
    ? { kind: "never" }
    : value === "date"
      ? { kind: "date", day: firstDay }
      : { kind: "days", days: Number(value) };

/** Chooses when a new link ends: a preset, a date, or never. */
export const ExpiryField = ({ choice, onChoose, days, firstDay }: Props) => (
  <div className="grid flex-1 gap-2">
    <div className="relative">
      <select
        aria-label="Link expires"
        className={`${control} appearance-none pr-9`}
        value={choice.kind === "days" ? String(choice.days) : choice.kind}
        onChange={(event) => onChoose(fromValue(event.currentTarget.value, firstDay))}
      >
        {days.map((count) => (
          <option key={count} value={count}>
            Expires after {daysLabel(count)}
          </option>
        ))}
        <option value="date">Expires on a date…</option>
        <option value="never">Never expires</option>
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-3.5 right-3 size-4 text-ink-soft"
      />
    </div>
    {choice.kind === "date" ? (
      <input
        type="date"
        aria-label="Last day"
        className={control}
        min={firstDay}
        value={choice.day}
        onChange={(event) => onChoose({ kind: "date", day: event.currentTarget.value })}
      />
    ) : null}
  </div>
);
