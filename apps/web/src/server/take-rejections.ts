// Where the framework looks, with every request, for the one listener that all of its copies share.
const slot = Symbol.for("next.unhandledRejectionListener");
const globals: typeof globalThis & { [slot]?: (reason: unknown) => void } = globalThis;

/**
 * Makes `listener`, which hears rejections that nobody took already, the framework's own one too: it adds none that
 * prints them beside. Before the framework is prepared.
 */
export const takeRejections = (listener: (reason: unknown) => void): void => {
  globals[slot] = listener;
};
