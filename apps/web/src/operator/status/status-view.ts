import type { Figures } from "@cloudpix/api";
import type { Instant, ReadinessView } from "@cloudpix/domain";
import type { PoisonedMessage } from "@cloudpix/storage";

/** What web says of itself over HTTP. */
export type WebStatus = {
  origin: string;
  /** null: it does not answer. */
  readiness: ReadinessView | null;
  /** What strangers are told, or all, where web takes us for the operator; null: it does not answer. */
  figures: Figures | null;
};

export type AccountUsage = { email: string; usedBytes: number; quotaBytes: number };

/** How the space is used, over the accounts that were counted. */
export type StorageStatus = {
  accounts: number;
  /** False: there are more accounts than were counted. */
  complete: boolean;
  usedBytes: number;
  quotaBytes: number;
  /** The largest, largest first. */
  top: AccountUsage[];
  /** How many of `accounts` are not in `top`. */
  leftOut: number;
};

/** A message that was set aside. */
export type PoisonStatus = Omit<PoisonedMessage, "text"> & {
  /** The first 80 characters of what is no message of ours, secrets masked; null of one that is. */
  textBeginning: string | null;
};

/** All that an operator sees of an installation at one moment. What did not answer is null. */
export type Status = {
  at: Instant;
  web: WebStatus;
  /** What somebody should look at now, in words; empty while all is well. */
  attention: string[];
  /** Of queue, workers and clean-up, asked of queue and database themselves, so that they are told when web is down. */
  background: Figures;
  poison: PoisonStatus[] | null;
  storage: StorageStatus | null;
};
