"use client";

import { SearchX } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { everything, type FileListing } from "../files/file-listing.ts";
import { nothingFoundWords } from "./listing-words.ts";
import { showListing } from "./use-listing.ts";

/** What a gallery says that shows only part of the files, and none is in it. */
export const NothingFound = ({ listing }: { listing: FileListing }) => {
  const { q, kind, sort } = listing;
  return (
    <div className="grid min-h-[52dvh] place-content-center justify-items-center gap-5 px-4 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-sunken text-ink-soft">
        <SearchX aria-hidden="true" strokeWidth={1.6} className="size-8" />
      </span>
      <p className="max-w-md text-balance break-words font-medium text-lg leading-snug tracking-tight">
        {nothingFoundWords(listing)}
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {q === "" || kind === null ? null : (
          <Button onClick={() => showListing({ ...listing, kind: null }, "push")}>Search all kinds</Button>
        )}
        <Button
          look={q === "" || kind === null ? "secondary" : "quiet"}
          onClick={() => showListing({ ...everything, sort }, "push")}
        >
          Show all files
        </Button>
      </div>
    </div>
  );
};
