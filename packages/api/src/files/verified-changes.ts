import type { FileChanges } from "@cloudpix/db";
import { type Instant, kindOf, noThumbnail, pendingThumbnail, renderableTypes } from "@cloudpix/domain";
import type { Sniffed } from "./file-head.ts";
import { trueType } from "./true-type.ts";

type Seen = Sniffed & { sha256: string };

/** What makes a file of an upload whose stored bytes are known: its true type, its digest, and a thumbnail to wait for. */
export const verifiedChanges = (declaredType: string, seen: Seen, at: Instant) => {
  const contentType = trueType(seen, declaredType);
  return {
    contentType,
    kind: kindOf(contentType),
    sha256: seen.sha256,
    status: "active",
    statusDate: at,
    verifiedDate: at,
    thumbnail: renderableTypes.has(contentType) ? pendingThumbnail : noThumbnail(),
  } as const satisfies FileChanges;
};
