import type { Dicer } from "@fastify/busboy";
import { invalidForm } from "./invalid-form.ts";
import { orAborted } from "./or-aborted.ts";

const stopped = (cause?: unknown) => invalidForm("The upload stopped before its end.", cause);

/** One read, not waited for longer than `ms`. Whatever breaks it off is the sender's doing, or their network's. */
const within = async <Read>(read: Promise<Read>, ms: number): Promise<Read> => {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(stopped()), ms);
  try {
    const arrived = read.catch((cause: unknown) => {
      throw stopped(cause);
    });
    return await Promise.race([arrived, silence]);
  } finally {
    clearTimeout(timer);
  }
};

const write = (form: Dicer, chunk: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    form.write(chunk, (error) => (error == null ? resolve() : reject(error)));
  });

type Options = {
  /** Takes what a piece of the body has brought; the next one is read when it is done. */
  taken: () => Promise<void>;
  /** How long the sender may say nothing. */
  idleMs: number;
  signal: AbortSignal;
};

/**
 * Writes a body into a form, no faster than what comes out of it is taken, and leaves off when `signal` aborts. What was
 * not read stays unread: cancelling a body cuts the connection, and the answer with it.
 * @throws AppError `input.invalid` when the sender breaks off, or says nothing for `idleMs`
 */
export const feedForm = async (
  form: Dicer,
  body: ReadableStream<Uint8Array>,
  { taken, idleMs, signal }: Options,
): Promise<void> => {
  const reader = body.getReader();
  const next = () => orAborted(within(reader.read(), idleMs), signal);
  try {
    for (let read = await next(); !read.done; read = await next()) {
      await orAborted(write(form, read.value), signal);
      await orAborted(taken(), signal);
    }
  } finally {
    reader.releaseLock();
  }
};
