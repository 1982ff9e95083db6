import { createServer } from "node:net";
import { Refusal } from "./refusal.ts";

/** Listens for a moment. Resolves with the port, or undefined when it is taken (or not allowed). */
const tryPort = (port: number, host?: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const taken = "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
      if (taken) resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });

/** Whether a server could listen on it now, on every address and on loopback. */
export const isPortFree = async (port: number): Promise<boolean> =>
  (await tryPort(port)) !== undefined && (await tryPort(port, "127.0.0.1")) !== undefined;

/** A loopback port that nobody listens on now; somebody else may still take it before it is used. */
export const freePort = async (): Promise<number> => {
  const port = await tryPort(0, "127.0.0.1");
  if (port === undefined) throw new Error("The system has no free port.");
  return port;
};

/** `setting` is what names it. @throws Refusal with the fix when somebody listens there already */
export const requireFreePort = async (port: number, setting = "PORT"): Promise<void> => {
  if (await isPortFree(port)) return;
  throw new Refusal(
    `Port ${port} is taken by another program. Stop that one, or name another port: ${setting}=${port + 1} npm start`,
  );
};
