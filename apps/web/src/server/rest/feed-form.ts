import type { BusboyInstance } from "@fastify/busboy";
import { invalidForm } from "./open-form.ts";
import { orAborted } from "./or-aborted.ts";

/** One read, not waited for longer than `ms`. */
const within = async <Read>(read: Promise<Read>, ms: number): Promise<Read> => {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(invalidForm("The upload stopped before its end.")), ms);
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
};

const write = (form: BusboyInstance, chunk: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    form.write(chunk, (error) => (error == null ? resolve() : reject(error)));
  });

/**
 * Writes a body into a form, no faster than the form takes it, and leaves off when `signal` aborts. What was not read
 * stays unread: cancelling a body cuts the connection, and the answer with it.
 * @throws AppError `input.invalid` when the sender says nothing for `idleMs`
 */
export const feedForm = async (
  form: BusboyInstance,
  body: ReadableStream<Uint8Array>,
  { idleMs, signal }: { idleMs: number; signal: AbortSignal },
): Promise<void> => {
  const reader = body.getReader();
  const next = () => orAborted(within(reader.read(), idleMs), signal);
  try {
    for (let read = await next(); !read.done; read = await next()) {
      await orAborted(write(form, read.value), signal);
    }
  } finally {
    reader.releaseLock();
  }
};
