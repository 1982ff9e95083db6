import type { Readable } from "node:stream";
import { invalidField } from "@cloudpix/domain";
import type { BusboyInstance } from "@fastify/busboy";
import { feedForm } from "./feed-form.ts";
import { invalidForm, openForm } from "./open-form.ts";
import { orAborted } from "./or-aborted.ts";

/** The file of a form while it arrives. */
export type FormFile = {
  /** As the sender wrote it, paths included. */
  fileName: string;
  declaredType: string;
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

const notOneFile = () => invalidField("file", "Please send exactly one file, in a part named file.");
const tooManyParts = () => invalidForm("This form has more parts than an upload needs.");
const incomplete = (cause: unknown) => invalidForm("This is no complete form.", cause);

const finished = (form: BusboyInstance) => new Promise<void>((resolve) => form.once("finish", resolve));

/**
 * A file is whole when its form is: what follows it may still be wrong. Whoever leaves off half-way says why by and by;
 * until then the rest is held back, not spoiled.
 */
const bytesOf = async function* (file: Readable, formEnds: Promise<void>): AsyncGenerator<Uint8Array> {
  for await (const bytes of file.iterator({ destroyOnReturn: false })) yield bytes;
  await formEnds;
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

  form.on("file", (part, file, fileName: string | undefined, _encoding, declaredType) => {
    file.on("error", (cause) => refuse(incomplete(cause)));
    if (received !== undefined || part !== "file" || fileName === undefined) return refuse(notOneFile());
    stop.signal.addEventListener("abort", () => file.destroy());
    const signal = AbortSignal.any([request.signal, stop.signal]);
    received = receive({ fileName, declaredType, source: bytesOf(file, formEnds), signal });
    received.catch(refuse);
  });
  for (const limit of ["filesLimit", "fieldsLimit", "partsLimit"])
    form.on(limit, () => refuse(tooManyParts()));
  form.on("error", (cause) => refuse(incomplete(cause)));

  try {
    if (request.body !== null) await feedForm(form, request.body, { idleMs, signal: stop.signal });
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
