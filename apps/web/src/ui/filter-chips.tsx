"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";

type Props<Value extends string> = {
  /** What is chosen here, for those who hear the page. */
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One choice of a few that narrow a list, in a row that scrolls where it is too long. Pressing what is pressed keeps it. */
export const FilterChips = <Value extends string>({ label, choices, value, onChange }: Props<Value>) => (
  <ToggleGroup
    aria-label={label}
    value={[value]}
    onValueChange={([pressed]) => {
      const chosen = choices.find((choice) => choice.value === pressed);
      if (chosen !== undefined) onChange(chosen.value);
    }}
    // Its end fades where it can be scrolled further.
    className="-mx-4 flex gap-1 overflow-x-auto py-0.5 pr-10 pl-4 [scrollbar-width:none] max-lg:[mask-image:linear-gradient(to_left,transparent,black_2.5rem)] sm:-mx-6 sm:pl-6 lg:mx-0 lg:px-0"
  >
    {choices.map((choice) => (
      <Toggle
        key={choice.value}
        value={choice.value}
        className="h-9.5 shrink-0 rounded-full px-3.5 font-medium text-ink-soft text-sm outline-offset-0 transition-colors hover:bg-hover hover:text-ink data-pressed:bg-accent-wash data-pressed:text-accent-ink"
      >
        {choice.label}
      </Toggle>
    ))}
  </ToggleGroup>
);
