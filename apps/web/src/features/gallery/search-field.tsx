"use client";

import { limits } from "@cloudpix/domain";
import { Search, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { useIsPhone } from "../../ui/use-is-phone.ts";
import type { FileListing } from "../files/file-listing.ts";
import { useSearchText } from "./use-search-text.ts";
import { useSlash } from "./use-slash.ts";

/** Finds files by the words of their names, while one types. */
export const SearchField = ({ listing }: { listing: FileListing }) => {
  const field = useRef<HTMLInputElement>(null);
  const isPhone = useIsPhone();
  const { text, setText, searchNow, rest } = useSearchText(listing);
  useSlash(field);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (text === "") field.current?.blur();
    else searchNow("");
  };

  return (
    <search className="group relative block min-w-0">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          searchNow(text);
          rest();
          // The keyboard on the glass covers what was found.
          if (isPhone) field.current?.blur();
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-3 left-3.5 size-4.5 text-ink-soft"
        />
        <input
          ref={field}
          type="search"
          enterKeyHint="search"
          aria-label="Search files"
          aria-keyshortcuts="/"
          placeholder="Search files"
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.searchLength}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={rest}
          className="h-10.5 w-full rounded-full border border-line bg-surface pr-11 pl-10.5 text-base outline-offset-0 transition-[border-color] placeholder:text-ink-soft hover:border-line-strong focus-visible:border-accent sm:text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        {text === "" ? (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute top-2.5 right-3 rounded-md border border-line bg-sunken px-1.5 font-sans text-ink-soft text-xs leading-5 group-focus-within:hidden [@media(hover:none)]:hidden"
          >
            /
          </span>
        ) : (
          <Button
            look="quiet"
            size="smallIcon"
            aria-label="Clear search"
            className="absolute top-1.25 right-1.25"
            onClick={() => {
              searchNow("");
              field.current?.focus();
            }}
          >
            <X aria-hidden="true" />
          </Button>
        )}
      </form>
    </search>
  );
};
