import { maskSecrets } from "../mask-secrets.ts";

/** An address up to its first segment: a blob's goes on with a user's id and a file's name, and ends with a signature. */
const addresses = /(https?:\/\/[^\s"'/?#]+(?:\/[^\s"'/?#]+)?)[^\s"']*/g;

/** Text as it may leave the machine: without what looks like a secret, and of every address only host and container. */
export const leavingText = (text: string): string => maskSecrets(text).replace(addresses, "$1");
