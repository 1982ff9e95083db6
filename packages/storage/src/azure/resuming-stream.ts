import type { Readable } from "node:stream";
import { type AppError, unavailable } from "@cloudpix/domain";
import { toAppError } from "./call-storage.ts";

/** A stream that waits this long for its next bytes has lost its storage. */
const STALL_MS = 20_000;
/** How often one download is taken up again where it broke off. */
const RESUMES = 3;

type Download = {
  first: Readable;
  lengthBytes: number;
  /** Opens the rest of the same version of the blob, from `offset` within this answer. */
  reopen(offset: number): Promise<Readable>;
};

// Only storage may tell us what kind of trouble it is in; everything else that breaks a download is a broken connection.
const toStreamError = (error: unknown): AppError => {
  const known = toAppError("read blob", error);
  return known.code === "internal" ? unavailable(error) : known;
};

const nextWithin = async (body: Readable, chunks: AsyncIterator<unknown>) => {
  const stalled = setTimeout(() => body.destroy(new Error(`no bytes for ${STALL_MS} ms`)), STALL_MS);
  try {
    return await chunks.next();
  } finally {
    clearTimeout(stalled);
  }
};

/**
 * The bytes of a download as a web stream: pulled one chunk at a time, so that a slow reader slows storage down instead
 * of filling memory; taken up again when the connection breaks (the SDK gives up there, whatever its options say);
 * ends after exactly `lengthBytes` or fails with `dependency.unavailable`. Cancelling closes the connection.
 */
export const resumingStream = ({ first, lengthBytes, reopen }: Download): ReadableStream<Uint8Array> => {
  let body = first;
  let chunks: AsyncIterator<unknown> = body.iterator();
  let sentBytes = 0;
  let resumesLeft = RESUMES;
  let cancelled = false;

  const nextChunk = async (): Promise<Uint8Array | null> => {
    try {
      const { done, value } = await nextWithin(body, chunks);
      if (!done && value instanceof Uint8Array) return value;
      if (sentBytes !== lengthBytes) throw new Error(`ended after ${sentBytes} of ${lengthBytes} bytes`);
      return null;
    } catch (error) {
      if (sentBytes === lengthBytes) return null;
      if (cancelled || resumesLeft-- === 0) throw error;
      body = await reopen(sentBytes);
      if (cancelled) body.destroy();
      chunks = body.iterator();
      return nextChunk();
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await nextChunk();
          if (cancelled) return;
          if (chunk === null) return controller.close();
          sentBytes += chunk.byteLength;
          controller.enqueue(chunk);
        } catch (error) {
          controller.error(toStreamError(error));
        }
      },
      cancel() {
        cancelled = true;
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
};
