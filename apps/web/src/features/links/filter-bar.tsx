"use client";

import { LinkState } from "@cloudpix/domain";
import { Search } from "lucide-react";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { stateWords } from "../sharing/link-status.ts";
import type { LinkFilter } from "./link-filter.ts";

type Props = { filter: LinkFilter; onChange: (changes: Partial<LinkFilter>) => void };

const choices = [
  { value: "all", label: "All" },
  ...LinkState.options.map((state) => ({ value: state, label: stateWords[state] })),
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
        className="h-10 w-full rounded-full border border-line bg-surface pr-4 pl-10 text-base placeholder:text-ink-soft hover:border-line-strong focus-visible:border-accent sm:text-sm"
      />
    </label>
    <FilterChips
      label="Show links that are"
      choices={choices}
      value={filter.state}
      onChange={(state) => onChange({ state })}
    />
  </div>
);
