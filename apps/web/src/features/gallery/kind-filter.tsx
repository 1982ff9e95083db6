"use client";

import { FileKind } from "@cloudpix/domain";
import { FilterChips } from "../../ui/filter-chips.tsx";
import type { FileListing } from "../files/file-listing.ts";
import { kindLabels } from "./listing-words.ts";
import { showListing } from "./use-listing.ts";

const choices = [
  { value: "all", label: "All" },
  ...FileKind.options.map((kind) => ({ value: kind, label: kindLabels[kind] })),
] as const;

/** Narrows the gallery to one kind of file. */
export const KindFilter = ({ listing }: { listing: FileListing }) => (
  <FilterChips
    label="Kind of file"
    choices={choices}
    value={listing.kind ?? "all"}
    onChange={(value) => showListing({ ...listing, kind: value === "all" ? null : value }, "push")}
  />
);
