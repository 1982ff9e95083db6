export const boundary = "----CloudPixFormBoundary7MA4YWxkTrZu0gW";
export const formType = { "content-type": `multipart/form-data; boundary=${boundary}` };

/** One part as it stands on the wire; `disposition` is what follows `form-data; `, and a type of null is not sent. */
export const part = (
  disposition: string,
  content: string | Uint8Array,
  type: string | null = "image/jpeg",
): Buffer<ArrayBuffer> => {
  const typed = type === null ? "" : `content-type: ${type}\r\n`;
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${typed}\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
};

/** A part without a type, as text fields are sent. */
export const field = (name: string, value: string): Buffer<ArrayBuffer> =>
  Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);

/** A whole form on the wire. */
export const formOf = (...parts: readonly Uint8Array[]): Buffer<ArrayBuffer> =>
  Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);

/** A body that arrives in pieces of `size` bytes. */
export const inPieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> => {
  let offset = 0;
  return new ReadableStream(
    {
      pull: (controller) => {
        if (offset >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(offset, offset + size));
        offset += size;
      },
    },
    { highWaterMark: 0 },
  );
};
