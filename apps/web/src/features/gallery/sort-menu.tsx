"use client";

import { FileSort } from "@cloudpix/domain";
import { ArrowDownWideNarrow } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuRadioGroup, MenuRadioItem } from "../../ui/menu.tsx";
import type { FileListing } from "../files/file-listing.ts";
import { sortLabels } from "./listing-words.ts";
import { showListing } from "./use-listing.ts";

/** Chooses the order of the gallery. */
export const SortMenu = ({ listing }: { listing: FileListing }) => (
  <Menu
    trigger={
      <Button
        look="quiet"
        aria-label={`Order: ${sortLabels[listing.sort]}`}
        className="max-sm:w-10 max-sm:px-0"
      >
        <ArrowDownWideNarrow aria-hidden="true" />
        <span className="max-sm:hidden">{sortLabels[listing.sort]}</span>
      </Button>
    }
  >
    <MenuRadioGroup
      value={listing.sort}
      onValueChange={(value) => showListing({ ...listing, sort: FileSort.parse(value) }, "push")}
    >
      {FileSort.options.map((sort) => (
        <MenuRadioItem key={sort} value={sort} closeOnClick>
          {sortLabels[sort]}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  </Menu>
);
