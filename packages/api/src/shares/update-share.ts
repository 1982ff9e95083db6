import {
  AppError,
  addMs,
  DAY_MS,
  type Instant,
  type ShareLinkView,
  toInstant,
  type UpdateShareInput,
  type UserRecord,
} from "@cloudpix/domain";
import type { Services } from "../services.ts";
import { ownLink } from "./own-link.ts";
import { refusePast } from "./refuse-past.ts";
import { toShareLinkView } from "./share-view.ts";

/** undefined: the end stays as it is. */
const newExpiry = (
  { expiresAt, expirationDays }: UpdateShareInput,
  now: Date,
): Instant | null | undefined => {
  if (expiresAt !== undefined) return expiresAt;
  return expirationDays == null ? undefined : toInstant(addMs(now, expirationDays * DAY_MS));
};

/** undefined: the password stays as it is. */
const newPasswordHash = async ({ passwords }: Services, password: string | null | undefined) =>
  password == null ? password : passwords.hash(password);

/**
 * Changes a link's end, name, password or limit; its address stays, and accesses counted meanwhile are not lost. An
 * expired or used-up link lives again when it is given more; a revoked one never does. Setting, changing or taking away
 * the password ends the visits that run. Repeatable.
 * @throws AppError `share.not_found`, `share.revoked`, `input.invalid`
 */
export const updateShare = async (
  services: Services,
  user: UserRecord,
  input: UpdateShareInput,
): Promise<ShareLinkView> => {
  const now = services.now();
  refusePast(input, now);
  const { linkId, name, maxAccessCount } = input;
  const expiryDate = newExpiry(input, now);
  const passwordHash = await newPasswordHash(services, input.password);
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(maxAccessCount === undefined ? {} : { maxAccessCount }),
    ...(expiryDate === undefined ? {} : { expiryDate }),
    ...(passwordHash === undefined ? {} : { passwordHash }),
  };
  const changed = await services.db.shareLinks.update(user.userId, linkId, changes, toInstant(now));
  if (changed !== null) return toShareLinkView(services, changed);
  await ownLink(services, user.userId, linkId);
  throw new AppError("share.revoked");
};
