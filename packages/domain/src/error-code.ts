/**
 * Every failure a caller can be told of, with the sentence it reads when nobody says something more exact.
 * Codes are part of the contract: they are added, never renamed.
 */
export const errorSentences = {
  "input.invalid": "Some of what was sent is not valid.",
  "input.too_large": "What was sent is too large.",
  "input.head_too_large": "The headers of this request are too large.",
  "input.too_slow": "This request took too long to arrive.",
  "input.media_type": "This content type is not accepted here.",
  "auth.required": "Please sign in.",
  "auth.token_invalid": "This token is not valid.",
  "auth.token_expired": "This token has expired. Please sign in again.",
  "auth.scope_missing": "This access token may not do this.",
  "auth.reset_invalid": "This link to set a new password is not valid any more. Please ask for another.",
  "auth.credentials_wrong": "E-mail or password is wrong.",
  "auth.email_taken": "An account with this e-mail exists already.",
  "auth.origin_refused": "Requests from this site are not accepted.",
  "token.not_found": "There is no such access token.",
  "file.not_found": "There is no such file.",
  "file.not_ready": "This file is not ready yet.",
  "upload.incomplete": "Not all of the file has arrived yet.",
  "upload.completed": "This upload is complete; it is a file now.",
  "upload.length_wrong": "The uploaded file does not have the announced length. Please upload it again.",
  "upload.digest_wrong": "The uploaded file was damaged on its way. Please upload it again.",
  "upload.too_large": "This file is larger than one upload may be.",
  "quota.exceeded": "There is not enough space left for this file.",
  "share.not_found": "There is no such link.",
  "share.expired": "This link has expired.",
  "share.revoked": "This link was switched off by its owner.",
  "share.used_up": "This link has been opened as often as its owner allowed.",
  "share.password_required": "This link asks for a password.",
  "share.password_wrong": "This is not the password of this link.",
  "share.visit_required": "Please open the link again.",
  "request.conflict": "This request was made before with other content.",
  "route.not_found": "There is nothing at this address.",
  "route.method": "This address does not answer to this method.",
  "rate.limited": "Too many tries. Please wait a moment.",
  "dependency.unavailable": "Something CloudPix depends on does not answer. Please try again in a moment.",
  internal: "Something went wrong on our side.",
} as const;

export type ErrorCode = keyof typeof errorSentences;
