import { toast } from "sonner";
import { copyText } from "./copy-text.ts";

/** Copies a link's address and says so; where the browser does not let pages copy, says what to do instead. */
export const copyLink = async (shareUrl: string): Promise<void> => {
  if (await copyText(Promise.resolve(shareUrl))) toast.success("Link copied.");
  else toast.error("Your browser does not let this page copy. Please select the address and copy it.");
};
