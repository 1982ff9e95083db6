import { IncomingMessage, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { AppError } from "@cloudpix/domain";

/** Answers with a refusal; `reason` is the platform's code for what it could not read. */
type Refuse = (error: AppError, request: IncomingMessage, response: ServerResponse, reason?: string) => void;

type Exchange = { request: IncomingMessage; response: ServerResponse };

/** How long a refused sender has to take its answer before the connection is cut. */
const lingerMs = 3_000;

const unreadable = () => new AppError("input.invalid", { message: "This is no HTTP that can be read." });

/** Null: nobody is there any more who could be told. */
const refusalOf = (code: string): AppError | null => {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new AppError("input.too_slow");
  if (code === "HPE_HEADER_OVERFLOW") return new AppError("input.head_too_large");
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") return new AppError("input.too_large");
  return code.startsWith("HPE_") ? unreadable() : null;
};

const isOver = ({ response }: Exchange) => response.closed;

/** Sends what is left and closes; what the other side still sends is taken in meanwhile, so that no reset eats the answer. */
const endGently = (socket: Socket) => {
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(cut));
  socket.end();
  socket.resume();
};

/** For what has no answer of its own yet, because it never became a request. */
const answerOn = (socket: Socket, request: IncomingMessage, refuse: (response: ServerResponse) => void) => {
  if (!socket.writable) return void socket.destroy();
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once("finish", () => {
    response.detachSocket(socket);
    response.emit("close");
    endGently(socket);
  });
  refuse(response);
};

/**
 * Has `refuse` answer what the platform would by itself, with an empty or a bare answer that nobody hears of: HTTP that
 * cannot be read, heads that are too large, heads and bodies that take too long, and tunnels. An answer that belongs to a
 * request at hand is given as that request's; otherwise it waits for its turn behind those before it. Whoever sent
 * nothing, or is gone, is let go in silence. Expectations that are not known are passed over.
 */
export const refuseUnparsed = (server: Server, refuse: Refuse): void => {
  const latest = new WeakMap<Socket, Exchange>();
  const refused = new WeakSet<Socket>();

  const inTurn = (socket: Socket, answer: () => void) => {
    const last = latest.get(socket);
    if (last === undefined || isOver(last)) answer();
    else last.response.once("close", answer);
  };

  server.prependListener("request", (request, response) => {
    latest.set(request.socket, { request, response });
  });

  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // The parser complains again at everything that still comes.
    if (!(socket instanceof Socket) || refused.has(socket)) return;
    const reason = error.code ?? "";
    const refusal = refusalOf(reason);
    if (refusal === null || !socket.writable || socket.bytesRead === 0) return void socket.destroy();
    refused.add(socket);
    const last = latest.get(socket);
    if (last === undefined || last.request.complete) {
      const request = new IncomingMessage(socket);
      return inTurn(socket, () =>
        answerOn(socket, request, (response) => refuse(refusal, request, response, reason)),
      );
    }
    // The body of the request at hand: it has one answer, and whoever left in the middle of it wants none.
    if (last.response.headersSent || reason === "HPE_INVALID_EOF_STATE") return void socket.destroy();
    last.response.shouldKeepAlive = false;
    refuse(refusal, last.request, last.response, reason);
  });

  server.on("connect", (request, socket) => {
    if (!(socket instanceof Socket)) return void socket.destroy();
    socket.on("error", () => socket.destroy());
    inTurn(socket, () =>
      answerOn(socket, request, (response) => refuse(new AppError("route.method"), request, response)),
    );
  });

  server.on("checkExpectation", (request, response) => void server.emit("request", request, response));
};
