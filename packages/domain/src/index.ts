export { AppError, type InputIssue, isAppError, unavailable } from "./app-error.ts";
export { blobFolder, incomingBlobName, originalBlobName, renditionBlobName } from "./blob-name.ts";
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
export { DownloadUrlView, FileInput, FileListView, ListFilesInput, RenameFileInput } from "./file-list.ts";
export { FileName } from "./file-name.ts";
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
export { DAY_MS, HOUR_MS, limits, MINUTE_MS, SECOND_MS } from "./limits.ts";
export { Cursor, PageSize } from "./page.ts";
export { GivenPassword, NewPassword } from "./password.ts";
export { RunRecord } from "./run.ts";
export {
  ChangePasswordInput,
  LoginInput,
  RegisterInput,
  SessionView,
  UpdateProfileInput,
} from "./session.ts";
export {
  ExpirationDays,
  expiryPresets,
  LinkName,
  linkState,
  ShareLinkRecord,
  ShareLinkView,
  VisitedLinkView,
} from "./share-link.ts";
export {
  CreateShareInput,
  OpenedShareView,
  ShareLinkInput,
  ShareLinksView,
  UpdateShareInput,
} from "./share-procedures.ts";
export { HealthView } from "./system.ts";
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
export { CompleteUploadInput, CreateUploadInput, UploadTicket } from "./upload.ts";
export { DisplayName, LinkDefaults, UserRecord, UserView } from "./user.ts";
export { WorkMessage } from "./work-message.ts";
