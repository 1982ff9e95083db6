import { invalidField } from "@cloudpix/domain";
import type { Dicer } from "@fastify/busboy";
import { feedForm } from "./feed-form.ts";
import { invalidForm } from "./invalid-form.ts";
import { openForm } from "./open-form.ts";
import { orAborted } from "./or-aborted.ts";
import { readPartHead } from "./read-part-head.ts";

/** The file of a form while it arrives. */
export type FormFile = {
  /** As the sender wrote it, paths included. */
  fileName: string;
  /** Undefined where the sender has not said what it is. */
  declaredType: string | undefined;
  /** Ends only when the whole form was as it should be; else it throws. */
  source: AsyncIterable<Uint8Array>;
  /** Aborts when the form is refused or its sender has gone. */
  signal: AbortSignal;
};

type Options<Result> = {
  receive: (file: FormFile) => Promise<Result>;
  /** How long the sender may say nothing. */
  idleMs: number;
};

/** The file, and text beside it, which is passed over. */
const mostParts = 12;

const notOneFile = () => invalidField("file", "Please send exactly one file, in a part named file.");
const tooManyParts = () => invalidForm("This form has more parts than an upload needs.");
const incomplete = (cause: unknown) => invalidForm("This is no complete form.", cause);

const finished = (form: Dicer) => new Promise<void>((resolve) => form.once("finish", resolve));

/**
 * A file is whole when its form is: what follows it may still be wrong. Whoever leaves off half-way says why by and by;
 * until then the rest is held back, not spoiled.
 */
const bytesOf = async function* (
  file: ReadableStream<Uint8Array>,
  formEnds: Promise<void>,
): AsyncGenerator<Uint8Array> {
  yield* file.values({ preventCancel: true });
  await formEnds;
};

/** The file that a part claims to be; null: text, to be passed over. */
const fileOf = (headers: object) => {
  const head = readPartHead(headers);
  const { name, fileName, declaredType } = head ?? {};
  if (fileName === undefined && declaredType?.toLowerCase() !== "application/octet-stream") return null;
  if (name !== "file" || fileName === undefined) throw notOneFile();
  return { fileName, declaredType };
};

/**
 * Reads a form that holds exactly one file, in a part named `file`, and hands the file on while it arrives; what
 * `receive` makes of it is the result. Constant memory: the sender is read as fast as `receive` takes the bytes. Resolves
 * and rejects only after `receive` has.
 * @throws AppError `input.media_type`, `input.invalid`, and whatever `receive` throws
 */
export const readFormFile = async <Result>(
  request: Request,
  { receive, idleMs }: Options<Result>,
): Promise<Result> => {
  const form = openForm(request.headers.get("content-type"));
  const stop = new AbortController();
  const refuse = (reason: unknown) => stop.abort(reason);
  const formEnds = orAborted(finished(form), stop.signal);
  // Whoever waits for it hears of it; nobody may be waiting.
  formEnds.catch(() => {});
  let received: Promise<Result> | undefined;
  let taken = async () => {};

  const takePart = (part: Dicer.PartStream, headers: object) => {
    const file = fileOf(headers);
    if (file === null) return void part.resume();
    if (received !== undefined) throw notOneFile();
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    taken = async () => {
      const bytes: unknown = part.read();
      if (bytes instanceof Uint8Array) await writer.write(bytes);
    };
    part.once("end", () => writer.close().catch(refuse));
    stop.signal.addEventListener("abort", () => writer.abort(stop.signal.reason).catch(refuse));
    const signal = AbortSignal.any([request.signal, stop.signal]);
    received = receive({ ...file, source: bytesOf(readable, formEnds), signal });
    received.catch(refuse);
  };

  let parts = 0;
  form.on("part", (part) => {
    part.on("error", (cause) => refuse(incomplete(cause)));
    parts += 1;
    if (parts > mostParts) return refuse(tooManyParts());
    part.on("header", (headers) => {
      // What came with the piece that was refused is parsed all the same.
      if (stop.signal.aborted) return;
      try {
        takePart(part, headers);
      } catch (error) {
        refuse(error);
      }
    });
  });
  form.on("error", (cause) => refuse(incomplete(cause)));

  try {
    const { signal } = stop;
    if (request.body !== null) await feedForm(form, request.body, { taken: () => taken(), idleMs, signal });
    form.end();
    await formEnds;
    if (received === undefined) throw notOneFile();
    return await received;
  } catch (error) {
    refuse(error);
    await received?.catch(() => {});
    throw stop.signal.reason;
  }
};
