"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { FileKind } from "@cloudpix/domain";
import type { FileListing } from "../files/file-listing.ts";
import { kindLabels } from "./listing-words.ts";
import { showListing } from "./use-listing.ts";

const all = "all";
const choices = [
  { value: all, label: "All" },
  ...FileKind.options.map((kind) => ({ value: kind, label: kindLabels[kind] })),
];

/** Narrows the gallery to one kind of file. */
export const KindFilter = ({ listing }: { listing: FileListing }) => (
  <ToggleGroup
    aria-label="Kind of file"
    value={[listing.kind ?? all]}
    onValueChange={([value]) => {
      // Pressing what is pressed already keeps it.
      if (value === undefined) return;
      showListing({ ...listing, kind: value === all ? null : FileKind.parse(value) }, "push");
    }}
    // Its end fades where it can be scrolled further.
    className="-mx-4 flex gap-1 overflow-x-auto py-0.5 pr-10 pl-4 [scrollbar-width:none] max-lg:[mask-image:linear-gradient(to_left,transparent,black_2.5rem)] sm:-mx-6 sm:pl-6 lg:mx-0 lg:px-0"
  >
    {choices.map(({ value, label }) => (
      <Toggle
        key={value}
        value={value}
        className="h-9.5 shrink-0 rounded-full px-3.5 font-medium text-ink-soft text-sm outline-offset-0 transition-colors hover:bg-hover hover:text-ink data-pressed:bg-accent-wash data-pressed:text-accent-ink"
      >
        {label}
      </Toggle>
    ))}
  </ToggleGroup>
);
