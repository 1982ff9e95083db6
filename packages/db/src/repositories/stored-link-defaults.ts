import { LinkDefaults, limits } from "@cloudpix/domain";

/** As {@link LinkDefaults}; where an earlier CloudPix wrote null ("never"), the product's own default is read. */
export const StoredLinkDefaults = LinkDefaults.extend({
  expirationDays: LinkDefaults.shape.expirationDays
    .nullable()
    .transform((days) => days ?? limits.expirationDays.default),
});
