/** Storage's answer to a block that it did not take; `status` 0 when no answer came. */
export class StorageRefusal extends Error {
  override readonly name = "StorageRefusal";
  readonly status: number;

  constructor(status: number) {
    super(`Storage answered ${status}.`);
    this.status = status;
  }
}

/**
 * True where sending the same bytes again may help: no answer, a busy service, or bytes damaged on their way
 * (400: the MD5 did not match).
 */
export const isPassing = (error: unknown): boolean =>
  error instanceof StorageRefusal &&
  (error.status === 0 ||
    error.status === 400 ||
    error.status === 408 ||
    error.status === 429 ||
    error.status >= 500);
