export type { AppRouter } from "@cloudpix/api";
export {
  CloudPixError,
  type CloudPixErrorCode,
  type CloudPixIssue,
  isCloudPixError,
} from "./cloudpix-error.ts";
export type { CloudPixOptions, Token } from "./cloudpix-options.ts";
export { type CloudPix, createCloudPix } from "./create-cloudpix.ts";
export type { CallOptions, ProcedureInputs, ProcedureOutputs, Procedures } from "./procedures.ts";
export type { Fetch } from "./send-request.ts";
export { newRequestId } from "./upload/upload.ts";
export type {
  ByteStream,
  FileView,
  Upload,
  Uploadable,
  UploadOptions,
  UploadProgress,
} from "./upload/upload-options.ts";
