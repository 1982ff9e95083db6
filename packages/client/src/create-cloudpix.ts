import { callProcedures } from "./call-procedures.ts";
import { type CloudPixOptions, toConnection } from "./cloudpix-options.ts";
import type { Procedures } from "./procedures.ts";
import { uploadTo } from "./upload/upload.ts";
import type { Upload } from "./upload/upload-options.ts";

/** Everything a program can do with one installation. */
export type CloudPix = Procedures & { upload: Upload };

/**
 * A client for one installation and one token. Opens no connection until something is called. Calls reject with
 * `CloudPixError`; queries, and creates that carry a `requestId` (they get one when they have none), are tried again
 * when no answer came, a gateway answered in its place or the service is busy, anything else never.
 * @throws TypeError when `url` is none, or has a path
 */
export const createCloudPix = (options: CloudPixOptions): CloudPix => {
  const connection = toConnection(options);
  const procedures = callProcedures(connection);
  return { ...procedures, upload: uploadTo({ procedures, connection }) };
};
