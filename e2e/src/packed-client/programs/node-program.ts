import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { createCloudPix, isCloudPixError, type UploadProgress } from "@cloudpix/client";

// Uploads the file at a path to the installation at an address, once more as a stream, shares it, opens it as a stranger
// and is refused the second time; prints what it saw. Runs in a project that knows nothing but the packed client.

const [url = "", path = "", email = ""] = process.argv.slice(2);
const password = "correct horse battery";
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const stranger = createCloudPix({ url });
const { token } = await stranger.auth.register.mutate({ email, password });
const cloudpix = createCloudPix({ url, token: async () => token });

const progress: UploadProgress[] = [];
const file = await cloudpix.upload(path, { onProgress: (now) => progress.push(now) });
const { signal } = new AbortController();
let streamedBytes = 0;
const streamed = await cloudpix.upload(createReadStream(path), {
  onProgress: ({ sentBytes }) => {
    streamedBytes = sentBytes;
  },
  signal,
});
const pipe = Readable.from([new TextEncoder().encode("from a pipe")]);
const unmeasured = await cloudpix.upload(pipe, { signal });
const { files } = await cloudpix.files.list.query();
const { linkId } = await cloudpix.shares.create.mutate({ fileId: file.fileId, maxAccessCount: 1 });
const visit = await stranger.shares.open.mutate({ linkId });
const downloaded = new Uint8Array(await (await fetch(visit.downloadUrl)).arrayBuffer());

const refusal = await stranger.shares.open.mutate({ linkId }).then(
  () => undefined,
  (error: unknown) => {
    if (!isCloudPixError(error, "share.used_up")) throw error;
    const code: "share.used_up" = error.code;
    return { code, status: error.status, hasRequestId: error.requestId !== undefined };
  },
);

process.stdout.write(
  JSON.stringify({
    status: file.status,
    fileName: visit.file.fileName,
    listed: files.map(({ fileId }) => fileId).includes(file.fileId),
    identical: sha256(downloaded) === sha256(await readFile(path)),
    streamed: { fileName: streamed.fileName, fileSize: streamed.fileSize, sentBytes: streamedBytes },
    unmeasured: { fileName: unmeasured.fileName, fileSize: unmeasured.fileSize },
    progress: progress.map(({ sentBytes }) => sentBytes),
    refusal,
  }),
);
