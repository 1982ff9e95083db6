export { isWellKnownKey } from "./cosmos/well-known-key.ts";
export type { Database } from "./database.ts";
export type { AccessTokenRepository } from "./repositories/access-token-repository.ts";
export type {
  FileChanges,
  FileCondition,
  FilePage,
  FilePosition,
  FileQuery,
  FileRepository,
  FileTotals,
} from "./repositories/file-repository.ts";
export type { RunRepository } from "./repositories/run-repository.ts";
export type {
  ShareLinkChanges,
  ShareLinkPage,
  ShareLinkPosition,
  ShareLinkRepository,
} from "./repositories/share-link-repository.ts";
export type { ThrottleRepository } from "./repositories/throttle-repository.ts";
export type { UserChanges, UserRepository } from "./repositories/user-repository.ts";
