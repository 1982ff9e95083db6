"use client";

import { LinkState } from "@cloudpix/domain";
import { Search } from "lucide-react";
import { cn } from "../../ui/cn.ts";
import { stateWords } from "../sharing/link-status.ts";
import type { LinkFilter } from "./link-filter.ts";

type Props = { filter: LinkFilter; onChange: (changes: Partial<LinkFilter>) => void };

const choices = [
  { state: "all", word: "All" },
  ...LinkState.options.map((state) => ({ state, word: stateWords[state] })),
] as const;

/** Chooses which of the links are shown: by their state, and by a text in their names. */
export const FilterBar = ({ filter, onChange }: Props) => (
  <div className="flex flex-col gap-3 lg:flex-row-reverse lg:items-center lg:justify-between">
    <label className="relative block lg:w-72">
      <span className="sr-only">Search your links</span>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-3 left-3.5 size-4 text-ink-soft"
      />
      <input
        type="search"
        placeholder="Search by name"
        value={filter.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        className="h-10 w-full rounded-full border border-line-strong bg-surface pr-4 pl-10 text-base placeholder:text-ink-soft hover:border-ink-soft focus-visible:border-accent sm:text-sm"
      />
    </label>
    <fieldset className="-mx-4 min-w-0 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:-mx-6 sm:px-6 lg:-mx-1 lg:px-1">
      <legend className="sr-only">Show links that are</legend>
      <div className="flex gap-1.5">
        {choices.map(({ state, word }) => (
          <button
            key={state}
            type="button"
            aria-pressed={filter.state === state}
            onClick={() => onChange({ state })}
            className={cn(
              "h-9 shrink-0 rounded-full border px-3.5 font-medium text-[13px] transition-colors",
              filter.state === state
                ? "border-transparent bg-ink text-page"
                : "border-line bg-surface text-ink-soft hover:bg-hover hover:text-ink",
            )}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  </div>
);
