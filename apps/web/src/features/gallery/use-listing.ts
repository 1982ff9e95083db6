"use client";

import { useMemo } from "react";
import { everything, type FileListing, readListing, writeListing } from "../files/file-listing.ts";
import { moveTo, useAddress } from "./use-address.ts";

/** Shows other files of the gallery, or the same in another order. What is shown already stays as it is. */
export const showListing = (listing: FileListing, how: "push" | "replace"): void => {
  const target = `/files${writeListing(listing)}`;
  if (target !== window.location.pathname + window.location.search) moveTo(target, how);
};

/** What the address asks the gallery to show. */
export const useListing = (): FileListing => {
  const { pathname, search } = useAddress();
  // On the way to another page the address is that page's already.
  const isHere = /^\/files(\/|$)/.test(pathname);
  return useMemo(() => (isHere ? readListing(search) : everything), [isHere, search]);
};
