import { newUuidV7 } from "@cloudpix/domain";
import type { Connection } from "../cloudpix-options.ts";
import { orAborted } from "../or-aborted.ts";
import type { ProcedureOutputs, Procedures } from "../procedures.ts";
import { withRetries } from "../with-retries.ts";
import { cutBlocks } from "./cut-blocks.ts";
import { endAnnounced, endUpload } from "./end-upload.ts";
import { readWhole } from "./read-whole.ts";
import { renewedUrl } from "./renewed-url.ts";
import { sendBlocks } from "./send-blocks.ts";
import { createTurns } from "./turns.ts";
import { untilActive } from "./until-active.ts";
import type { FileView, Upload, Uploadable, UploadOptions } from "./upload-options.ts";
import { toUploadSource, type UploadSource } from "./upload-source.ts";

type Ticket = ProcedureOutputs["files"]["createUpload"];

/** Where uploads go. */
type Upstream = { procedures: Procedures; connection: Connection };

/** A key for an upload that can be gone on with. Carries the time: good for a day. */
export const newRequestId = (): string => newUuidV7(new Date());

const announcementOf = (source: UploadSource, fileSize: number, options: UploadOptions) => {
  const fileName = options.fileName ?? source.fileName;
  if (fileName === undefined) throw new TypeError("Please name the file: upload(source, { fileName }).");
  const contentType = options.contentType ?? source.contentType;
  const requestId = options.requestId ?? newRequestId();
  return { fileName, fileSize, requestId, ...(contentType === undefined ? {} : { contentType }) };
};

/** Not broken off at once: whoever asked must learn the file's id, to be able to give its space back. */
const announce = async (
  procedures: Procedures,
  announcement: ReturnType<typeof announcementOf>,
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

/** Four blocks of 8 MiB on a line of 28 KB a second, or one on a line of 7. */
const putMs = 1_200_000;

/** Bytes on their way to an announced file, until it is complete. */
const transfer = async (
  { procedures: { files }, connection }: Upstream,
  ticket: Ticket,
  chunks: AsyncIterable<Uint8Array>,
  { requestId, onProgress, signal }: UploadOptions,
): Promise<FileView> => {
  const { fileId, blockBytes, file } = ticket;
  const repeated = <T>(work: () => Promise<T>) => withRetries(work, { retries: connection.retries, signal });
  const resume = () => repeated(() => files.resumeUpload.mutate({ fileId }, { signal }));
  const arrived = requestId === undefined ? [] : (await resume()).receivedBlocks;
  let sentBytes = 0;
  const tell = (bytes: number) => {
    sentBytes += bytes;
    onProgress?.({ sentBytes, totalBytes: file.fileSize });
  };
  tell(0);
  const sha256 = await sendBlocks({
    target: {
      connection,
      useUrl: renewedUrl(ticket, resume),
      turns: createTurns(),
      timeoutMs: putMs,
    },
    blocks: cutBlocks(chunks, blockBytes, file.fileSize),
    received: new Map(arrived.map(({ blockId, sizeBytes }) => [blockId, sizeBytes])),
    onSent: tell,
    signal,
  });
  return repeated(() => files.completeUpload.mutate({ fileId, sha256 }, { signal }));
};

/** From the announcement to the file, or to nothing left of it. */
const send = async (upstream: Upstream, source: UploadSource, options: UploadOptions): Promise<FileView> => {
  const { procedures } = upstream;
  const { requestId, signal } = options;
  signal?.throwIfAborted();
  const { chunks } = source.reading;
  const fileSize = options.fileSize ?? source.fileSize;
  const whole = fileSize === undefined ? await orAborted(readWhole(chunks), signal) : { fileSize, chunks };
  const ticket = await announce(procedures, announcementOf(source, whole.fileSize, options), signal);
  // Announced before under this id, and complete by now.
  if (ticket.file.status !== "uploading") return ticket.file;
  try {
    return await transfer(upstream, ticket, whole.chunks, options);
  } catch (error) {
    const goesOn = requestId !== undefined && !signal?.aborted;
    if (goesOn || !(await endUpload(procedures, ticket.fileId))) throw error;
    return procedures.files.get.query({ fileId: ticket.fileId });
  }
};

/** The `upload` of one installation. */
export const uploadTo =
  (upstream: Upstream): Upload =>
  async (given: Uploadable, options: UploadOptions = {}) => {
    const source = await toUploadSource(given);
    const file = await send(upstream, source, options).finally(source.reading.close);
    return options.waitFor === "active" ? untilActive(upstream.procedures, file, options.signal) : file;
  };
