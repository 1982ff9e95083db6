"use client";

import type { FileListing } from "../files/file-listing.ts";
import { KindFilter } from "./kind-filter.tsx";
import { SearchField } from "./search-field.tsx";
import { SortMenu } from "./sort-menu.tsx";

/** What the gallery shows and in which order. On narrow screens the kinds are a line of their own, which scrolls. */
export const GalleryToolbar = ({ listing }: { listing: FileListing }) => (
  <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-2 pt-4 lg:grid-cols-[minmax(0,22rem)_1fr_auto] lg:gap-x-4">
    <SearchField listing={listing} />
    <div className="max-lg:order-last max-lg:col-span-2">
      <KindFilter listing={listing} />
    </div>
    <SortMenu listing={listing} />
  </div>
);
