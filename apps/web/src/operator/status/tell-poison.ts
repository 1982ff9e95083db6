import type { PoisonedMessage } from "@cloudpix/storage";
import { maskSecrets } from "@cloudpix/telemetry";
import type { PoisonStatus } from "./status-view.ts";

const longestBeginning = 80;

/** What was meant where it is base64 of text, as ours is: in base64 a secret would go unseen. */
const readable = (text: string): string => {
  const bytes = Buffer.from(text, "base64");
  if (text === "" || bytes.toString("base64") !== text.trim()) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Base64 of something else, or a word that only looks like it.
    return text;
  }
};

/** Masked while it is whole: half a secret is not known by its looks. */
const beginningOf = (text: string): string =>
  [...maskSecrets(readable(text))].slice(0, longestBeginning).join("");

/** What an operator is told of a message that was set aside: of its text only where it is none of ours, and no secret. */
export const tellPoison = ({ text, ...told }: PoisonedMessage): PoisonStatus => ({
  ...told,
  textBeginning: told.message === null ? beginningOf(text) : null,
});
