import { type ErrorCode, errorSentences } from "@cloudpix/domain";

/** What can fail on this side of the wire, with the sentence that says it. */
const ownSentences = {
  "network.failed": "No answer came. Please check the connection and try again.",
  "answer.unexpected": "The answer is none that this version of the client knows.",
  "storage.refused": "Storage did not take the bytes.",
  "source.length_wrong": "The source does not have the length that was announced.",
  "source.too_long": "A stream of more than 100 MiB has to say how long it is: upload(stream, { fileSize }).",
} as const;

/**
 * Every failure of a call: the codes CloudPix refuses with, and five of the client's own.
 *
 * `network.failed`: no answer, or none in time; it is unknown whether the call was carried out.
 * `answer.unexpected`: something between here and CloudPix answered, or CloudPix in a code newer than this client.
 * `storage.refused`: storage does not take a file's bytes; `status` is its answer.
 * `source.length_wrong`: a stream or file gave more or fewer bytes than announced.
 * `source.too_long`: a stream that does not say how long it is gave more bytes than are held in memory.
 */
export type CloudPixErrorCode = ErrorCode | keyof typeof ownSentences;

const sentences: Readonly<Record<CloudPixErrorCode, string>> = { ...errorSentences, ...ownSentences };

/** True for a code of this version; a newer server may know others. */
export const isKnownCode = (value: unknown): value is CloudPixErrorCode =>
  typeof value === "string" && Object.hasOwn(sentences, value);

/** One field of the input that was refused, and why. */
export type CloudPixIssue = { path: string; message: string };

type Details = {
  message?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  issues?: readonly CloudPixIssue[] | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
};

/**
 * Why a call or an upload failed. `message` is a sentence for people; decide by `code`, through {@link isCloudPixError}.
 */
export class CloudPixError<Code extends CloudPixErrorCode = CloudPixErrorCode> extends Error {
  override readonly name = "CloudPixError";
  readonly code: Code;
  /** The HTTP status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Names this one request in the server's logs; worth telling whoever runs the installation. */
  readonly requestId: string | undefined;
  /** For `input.invalid`: every refused field. */
  readonly issues: readonly CloudPixIssue[];
  /** How long the server asks to wait before another try. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: Code, details: Details = {}) {
    super(details.message ?? sentences[code], { cause: details.cause });
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.issues = details.issues ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/**
 * True for a failure of this client; with codes, only for one of these, and `error.code` is narrowed to them. Goes by
 * name and code, not by class: a program may hold two copies of this package.
 */
export const isCloudPixError = <Code extends CloudPixErrorCode = CloudPixErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is CloudPixError<Code> =>
  error instanceof Error &&
  error.name === "CloudPixError" &&
  "code" in error &&
  isKnownCode(error.code) &&
  (codes.length === 0 || codes.some((code) => code === error.code));
