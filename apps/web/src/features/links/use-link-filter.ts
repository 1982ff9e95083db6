"use client";

import { LinkState } from "@cloudpix/domain";
import { useMemo, useState } from "react";
import { moveTo, useAddress } from "../gallery/use-address.ts";
import { type LinkFilter, noFilter } from "./link-filter.ts";

const page = "/links";

const readFilter = (search: string): LinkFilter => {
  const query = new URLSearchParams(search);
  return {
    state: LinkState.safeParse(query.get("state")).data ?? noFilter.state,
    text: query.get("q") ?? noFilter.text,
  };
};

const addressOf = ({ state, text }: LinkFilter): string => {
  const query = new URLSearchParams({
    ...(state === noFilter.state ? {} : { state }),
    ...(text.trim() === "" ? {} : { q: text.trim() }),
  }).toString();
  return query === "" ? page : `${page}?${query}`;
};

/**
 * Which links are shown, kept in the address: it survives a reload and can be handed on. Another state is a step of the
 * history, which Back takes back; what is typed is none.
 */
export const useLinkFilter = (): [LinkFilter, (changes: Partial<LinkFilter>) => void] => {
  const { pathname, search } = useAddress();
  // On the way to another page the address is that page's already.
  const asked = useMemo(() => (pathname === page ? readFilter(search) : noFilter), [pathname, search]);
  const [typed, setTyped] = useState(asked.text);
  // The address does not keep the space before the next word.
  const filter = { ...asked, text: typed.trim() === asked.text.trim() ? typed : asked.text };
  const change = (changes: Partial<LinkFilter>) => {
    const next = { ...filter, ...changes };
    setTyped(next.text);
    if (addressOf(next) !== addressOf(filter))
      moveTo(addressOf(next), changes.state === undefined ? "replace" : "push");
  };
  return [filter, change];
};
