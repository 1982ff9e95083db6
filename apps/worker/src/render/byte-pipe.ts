import { Socket } from "node:net";

/** The descriptor on which a render process receives pictures. */
export const bytePipe = 3;

const chunkBytes = 1024 * 1024;

/**
 * Reads announced amounts of bytes from the pipe, one after another. A pipe of its own because bytes in IPC messages cost
 * twice the time: they are serialised on one side and put together from 64 KB pieces on the other.
 */
export const openBytePipe = (): ((lengthBytes: number) => Promise<Uint8Array>) => {
  let target = new Uint8Array();
  let filled = 0;
  let complete: (() => void) | undefined;
  const socket = new Socket({
    fd: bytePipe,
    readable: true,
    onread: {
      buffer: new Uint8Array(chunkBytes),
      callback: (count, chunk) => {
        target.set(chunk.subarray(0, count), filled);
        filled += count;
        if (filled === target.length) complete?.();
        return true;
      },
    },
  });
  socket.pause();
  return (lengthBytes) => {
    target = new Uint8Array(lengthBytes);
    filled = 0;
    return new Promise((resolve) => {
      complete = () => {
        socket.pause();
        resolve(target);
      };
      socket.resume();
    });
  };
};
