export { type CloudPix, type CloudPixOptions, createCloudPix } from "./create-cloudpix.ts";
export { errorCodeOf } from "./error-code-of.ts";
export { uploadBytes } from "./upload-bytes.ts";
