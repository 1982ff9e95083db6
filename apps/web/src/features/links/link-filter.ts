import { foldName, type LinkState, type MyShareLinkView, searchTerms } from "@cloudpix/domain";
import { isOpenState } from "../sharing/link-status.ts";

/** Which links are shown: those in a state, whose names hold a text. */
export type LinkFilter = { state: LinkState | "all"; text: string };

export const noFilter: LinkFilter = { state: "all", text: "" };

/** Active are all that open, those among them that end soon too: whoever looks for what is open misses none. */
const isInState = (link: MyShareLinkView, state: LinkFilter["state"]): boolean => {
  if (state === "all") return true;
  return state === "live" ? isOpenState(link.state) : link.state === state;
};

/** True when every word of the text is in the file's name, the link's name or its address. */
const isNamed = ({ file, name, shareUrl }: MyShareLinkView, text: string): boolean => {
  const names = foldName(`${file?.fileName ?? ""} ${name ?? ""}`);
  return searchTerms(text).every((term) => names.includes(term) || foldName(shareUrl).includes(term));
};

/** Whether a link is shown under a filter. */
export const fits = (link: MyShareLinkView, { state, text }: LinkFilter): boolean =>
  isInState(link, state) && isNamed(link, text);
