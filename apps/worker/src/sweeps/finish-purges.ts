import { addMs, MINUTE_MS, toInstant } from "@cloudpix/domain";
import { purgeWaiting } from "./purge-waiting.ts";
import type { Sweep } from "./sweep.ts";

/** Finishes purges that somebody began and did not end within a minute. */
export const finishPurges: Sweep = async (services) => {
  const { purged, failed } = await purgeWaiting(
    services,
    "purging",
    toInstant(addMs(services.now(), -MINUTE_MS)),
  );
  return { purgesFinished: purged, purgesLeft: failed };
};
