import type { Server } from "node:http";

/**
 * Tells whoever asks before sending a body (`Expect: 100-continue`) to go on when somebody begins to read it, and not
 * before: who is refused without a look at it has sent nothing for nothing.
 */
export const continueWhenRead = (server: Server): void => {
  server.on("checkContinue", (request, response) => {
    const read = request._read.bind(request);
    request._read = (size) => {
      request._read = read;
      // What is left after an answer is read too, to be forgotten.
      if (!response.headersSent) response.writeContinue();
      read(size);
    };
    server.emit("request", request, response);
  });
};
