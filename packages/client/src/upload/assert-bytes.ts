/** @throws TypeError for a chunk of anything but bytes: of words only their sender knows the encoding */
export function assertBytes(chunk: unknown): asserts chunk is Uint8Array {
  if (!(chunk instanceof Uint8Array)) throw new TypeError("A stream to upload must give Uint8Arrays.");
}
