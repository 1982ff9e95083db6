import { newUuidV7 } from "@cloudpix/domain";
import type { Connection } from "../cloudpix-options.ts";
import { orAborted } from "../or-aborted.ts";
import type { ProcedureOutputs, Procedures } from "../procedures.ts";
import { withRetries } from "../with-retries.ts";
import { cutBlocks } from "./cut-blocks.ts";
import { endAnnounced, endUpload } from "./end-upload.ts";
import { openReading, type Reading } from "./open-reading.ts";
import { sendBlocks } from "./send-blocks.ts";
import { untilActive } from "./until-active.ts";
import type { FileView, Upload, Uploadable, UploadOptions } from "./upload-options.ts";
import { toUploadSource, type UploadSource } from "./upload-source.ts";

type Ticket = ProcedureOutputs["files"]["createUpload"];
type Given = UploadOptions & { fileSize?: number };

/** Where uploads go. */
type Upstream = { procedures: Procedures; connection: Connection };

/** A key for an upload that can be gone on with. Carries the time: good for a day. */
export const newRequestId = (): string => newUuidV7(new Date());

const announcementOf = (source: UploadSource, options: Given) => {
  const fileName = options.fileName ?? source.fileName;
  const fileSize = source.fileSize ?? options.fileSize;
  if (fileName === undefined) throw new TypeError("Please name the file: upload(source, { fileName }).");
  if (fileSize === undefined)
    throw new TypeError("Please say how long the stream is: upload(stream, { fileSize }).");
  const contentType = options.contentType ?? source.contentType;
  return { fileName, fileSize, ...(contentType === undefined ? {} : { contentType }) };
};

/** Not broken off at once: whoever asked must learn the file's id, to be able to give its space back. */
const announce = async (
  procedures: Procedures,
  announcement: ReturnType<typeof announcementOf> & { requestId: string },
  signal: AbortSignal | undefined,
): Promise<Ticket> => {
  const giveUp = new AbortController();
  const asked = procedures.files.createUpload.mutate(announcement, { signal: giveUp.signal });
  try {
    return await orAborted(asked, signal);
  } catch (error) {
    if (signal?.aborted) await endAnnounced(procedures, asked);
    throw error;
  } finally {
    giveUp.abort();
  }
};

/** Bytes on their way to an announced file, until it is complete. */
const transfer = async (
  { procedures, connection }: Upstream,
  { fileId, uploadUrl, blockBytes, file }: Ticket,
  { chunks }: Reading,
  { requestId, onProgress, signal }: Given,
): Promise<FileView> => {
  const { retries } = connection;
  const within = signal === undefined ? {} : { signal };
  const repeated = <T>(work: () => Promise<T>) => withRetries(work, { retries, signal });
  const { files } = procedures;
  const arrived =
    requestId === undefined
      ? []
      : (await repeated(() => files.resumeUpload.mutate({ fileId }, within))).receivedBlocks;
  let sentBytes = 0;
  const tell = (bytes: number) => {
    sentBytes += bytes;
    onProgress?.({ sentBytes, totalBytes: file.fileSize });
  };
  tell(0);
  const sha256 = await sendBlocks({
    connection,
    blocks: cutBlocks(chunks, blockBytes, file.fileSize),
    uploadUrl,
    received: new Map(arrived.map(({ blockId, sizeBytes }) => [blockId, sizeBytes])),
    onSent: tell,
    signal,
  });
  return repeated(() => files.completeUpload.mutate({ fileId, sha256 }, within));
};

/** From the announcement to the file, or to nothing left of it. */
const send = async (
  upstream: Upstream,
  source: UploadSource,
  reading: Reading,
  options: Given,
): Promise<FileView> => {
  const { procedures } = upstream;
  const { requestId, signal } = options;
  signal?.throwIfAborted();
  const announcement = { ...announcementOf(source, options), requestId: requestId ?? newRequestId() };
  const ticket = await announce(procedures, announcement, signal);
  // Announced before under this id, and complete by now.
  if (ticket.file.status !== "uploading") return ticket.file;
  try {
    return await transfer(upstream, ticket, reading, options);
  } catch (error) {
    const goesOn = requestId !== undefined && !signal?.aborted;
    if (goesOn || !(await endUpload(procedures, ticket.fileId))) throw error;
    return procedures.files.get.query({ fileId: ticket.fileId });
  }
};

/** The `upload` of one installation. */
export const uploadTo =
  (upstream: Upstream): Upload =>
  async (given: Uploadable, options: Given = {}) => {
    const source = await toUploadSource(given);
    const reading = openReading(source.stream);
    const file = await send(upstream, source, reading, options).finally(reading.close);
    return options.waitFor === "active" ? untilActive(upstream.procedures, file, options.signal) : file;
  };
