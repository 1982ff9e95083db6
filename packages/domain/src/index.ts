export {
  AccessTokenInput,
  AccessTokenRecord,
  AccessTokensView,
  AccessTokenView,
  CreateAccessTokenInput,
  CreatedAccessTokenView,
  Scope,
  TokenId,
} from "./access-token.ts";
export { AppError, type InputIssue, invalidField, isAppError, unavailable } from "./app-error.ts";
export {
  announcedName,
  blobFolder,
  incomingBlobName,
  newBlobName,
  ownerFolder,
  renditionBlobName,
} from "./blob-name.ts";
export { byteLength } from "./byte-length.ts";
export {
  DeclaredType,
  FileKind,
  inlineTypes,
  kindOf,
  renderableTypes,
  settleContentType,
  unknownType,
} from "./content-type.ts";
export { Email } from "./email.ts";
export { type ErrorCode, errorSentences } from "./error-code.ts";
export { FileRecord, FileStatus, FileView, Sha256, SharedFileView } from "./file.ts";
export {
  DownloadUrlView,
  FileInput,
  FileListView,
  FileSort,
  ListFilesInput,
  RenameFileInput,
  UsageView,
} from "./file-list.ts";
export { FileName } from "./file-name.ts";
export { foldName, searchTerms } from "./fold-name.ts";
export {
  FileId,
  LinkId,
  newLinkId,
  newUuidV7,
  RequestId,
  toBase64Url,
  UploadRequestId,
  UserId,
  uuidV7Date,
} from "./ids.ts";
export { addMs, Instant, toInstant } from "./instant.ts";
export { isLoopback } from "./is-loopback.ts";
export { DAY_MS, HOUR_MS, limits, MINUTE_MS, SECOND_MS } from "./limits.ts";
export { Cursor, PageSize } from "./page.ts";
export { GivenPassword, NewPassword } from "./password.ts";
export { plainSentence } from "./plain-sentence.ts";
export {
  longestClaimMs,
  newWorkerRunId,
  RunClaim,
  RunRecord,
  silentWorkerMs,
  WorkerRun,
  WorkerRunId,
  workerStillMs,
} from "./run.ts";
export {
  ChangePasswordInput,
  DeleteAccountInput,
  DoneView,
  LoginInput,
  RegisterInput,
  ResetPasswordInput,
  SessionView,
  UpdateProfileInput,
} from "./session.ts";
export {
  ExpirationDays,
  expiryPresets,
  LinkName,
  LinkPassword,
  LinkState,
  linkState,
  ownersLinkState,
  ShareLinkRecord,
  ShareLinkView,
  VisitedLinkView,
} from "./share-link.ts";
export { shareLinkTtl, ttlWithGrace } from "./share-link-ttl.ts";
export {
  CreateShareInput,
  LinkedFileView,
  ListMySharesInput,
  MyShareLinksView,
  MyShareLinkView,
  OpenedShareView,
  RevokeAllInput,
  RevokedLinksView,
  ShareLinkInput,
  ShareLinksView,
  UnlockShareInput,
  UpdateShareInput,
} from "./share-procedures.ts";
export {
  receivingBeatMs,
  receivingDeadMs,
  spaceMarkMs,
  spaceQuietMs,
  spaceStepMs,
} from "./space.ts";
export { HealthView, MetricsView, ReadinessView } from "./system.ts";
export {
  noThumbnail,
  pendingThumbnail,
  Rendition,
  RenditionName,
  RenditionView,
  Thumbnail,
  ThumbnailState,
  ThumbnailView,
} from "./thumbnail.ts";
export { typeOfName } from "./type-of-name.ts";
export {
  CompleteUploadInput,
  CreateUploadInput,
  ReceivedBlock,
  ResumedUpload,
  UploadTicket,
} from "./upload.ts";
export { uploadedFacts } from "./uploaded-facts.ts";
export { DisplayName, LinkDefaults, UserRecord, UserView } from "./user.ts";
export { WorkMessage } from "./work-message.ts";
