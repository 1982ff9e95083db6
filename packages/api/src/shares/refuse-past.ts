import { type Instant, invalidField, toInstant } from "@cloudpix/domain";

/** A link that would be over when it is made is a mistake, told at once. @throws AppError `input.invalid` */
export const refusePast = ({ expiresAt }: { expiresAt?: Instant | null | undefined }, now: Date): void => {
  if (expiresAt == null || expiresAt > toInstant(now)) return;
  throw invalidField("expiresAt", "A link cannot end in the past.");
};
