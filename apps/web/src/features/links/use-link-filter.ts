"use client";

import { LinkState } from "@cloudpix/domain";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type LinkFilter, noFilter } from "./link-filter.ts";

const readFilter = (query: { get(name: string): string | null }): LinkFilter => ({
  state: LinkState.safeParse(query.get("state")).data ?? noFilter.state,
  text: query.get("q") ?? noFilter.text,
});

const pathOf = ({ state, text }: LinkFilter): string => {
  const query = new URLSearchParams({
    ...(state === noFilter.state ? {} : { state }),
    ...(text.trim() === "" ? {} : { q: text.trim() }),
  }).toString();
  return query === "" ? window.location.pathname : `?${query}`;
};

/** Which links are shown, kept in the address: it survives a reload and can be handed on. */
export const useLinkFilter = (): [LinkFilter, (changes: Partial<LinkFilter>) => void] => {
  const query = useSearchParams();
  const [filter, setFilter] = useState(() => readFilter(query));
  const change = (changes: Partial<LinkFilter>) => {
    const next = { ...filter, ...changes };
    setFilter(next);
    window.history.replaceState(null, "", pathOf(next));
  };
  return [filter, change];
};
