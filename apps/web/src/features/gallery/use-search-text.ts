"use client";

import { useEffect, useRef, useState } from "react";
import type { FileListing } from "../files/file-listing.ts";
import { showListing } from "./use-listing.ts";

const settleMs = 250;

/**
 * The text of the search field, which runs ahead of the address while somebody types. All that is typed in one go is one
 * step of the history; whatever else changes the address (Back, a link) changes the text too.
 */
export const useSearchText = (listing: FileListing) => {
  const [text, setText] = useState(listing.q);
  const known = useRef(listing.q);
  const hasOwnStep = useRef(false);
  const latest = useRef(listing);
  latest.current = listing;

  useEffect(() => {
    if (listing.q === known.current) return;
    known.current = listing.q;
    hasOwnStep.current = false;
    setText(listing.q);
  }, [listing.q]);

  const search = (words: string) => {
    const q = words.trim();
    if (q === known.current) return;
    known.current = q;
    showListing({ ...latest.current, q }, hasOwnStep.current ? "replace" : "push");
    hasOwnStep.current = true;
  };
  const searchNow = useRef(search);
  searchNow.current = search;
  useEffect(() => {
    const timer = setTimeout(() => searchNow.current(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);

  return {
    text,
    setText,
    /** Without waiting for more to be typed. */
    searchNow: (words: string) => {
      setText(words);
      search(words);
    },
    /** What is typed from now on is a step of its own. */
    rest: () => {
      hasOwnStep.current = false;
    },
  };
};
