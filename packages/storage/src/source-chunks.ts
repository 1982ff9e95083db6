/** The next chunk; rejects with the signal's reason as soon as that aborts, although the source has not answered. */
const nextChunk = (
  chunks: AsyncIterator<Uint8Array>,
  signal?: AbortSignal,
): Promise<IteratorResult<Uint8Array>> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    if (signal?.aborted) return onAbort();
    // One listener for each chunk and gone with it: racing one promise for the whole source would keep every chunk.
    signal?.addEventListener("abort", onAbort, { once: true });
    chunks
      .next()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener("abort", onAbort));
  });

/**
 * What `source` yields, one chunk at a time and only when asked for, until it ends or `signal` aborts: then the signal's
 * reason is thrown, also where the source is stuck. A source that is left early is closed, without waiting for it.
 */
export async function* sourceChunks(
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await nextChunk(chunks, signal);
      ended = done === true;
      if (done) return;
      yield value;
    }
  } finally {
    // Why it was left is under way as an error already; how it takes being closed would only hide that.
    if (!ended) chunks.return?.().catch(() => undefined);
  }
}
