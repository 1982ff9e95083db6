import type { AccessTokenRepository } from "./repositories/access-token-repository.ts";
import type { FileRepository } from "./repositories/file-repository.ts";
import type { RunRepository } from "./repositories/run-repository.ts";
import type { ShareLinkRepository } from "./repositories/share-link-repository.ts";
import type { ThrottleRepository } from "./repositories/throttle-repository.ts";
import type { UserRepository } from "./repositories/user-repository.ts";

/**
 * Everything CloudPix remembers: the intersection of what both engines promise (docs/data-model.md).
 * Single-document atomicity, queries inside one owner's prefix, keyset paging; no joins, no transactions over documents.
 */
export type Database = {
  users: UserRepository;
  files: FileRepository;
  shareLinks: ShareLinkRepository;
  accessTokens: AccessTokenRepository;
  throttles: ThrottleRepository;
  runs: RunRepository;
  /** Resolves when the engine answers a trivial question. @throws AppError `dependency.unavailable` */
  ping(): Promise<void>;
  close(): Promise<void>;
};
