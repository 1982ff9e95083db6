const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * True for an origin that names this machine itself. Web then listens for this machine only, so that nobody else meets
 * what is relaxed there.
 */
export const isLoopback = (origin: string): boolean => loopbackHosts.has(new URL(origin).hostname);
