import type { EndProgram } from "./end-program.ts";

type Options = {
  end: EndProgram;
  /**
   * Asked, where it happened, about a rejection that nobody took: true when the program has dealt with it and goes on. An
   * error that nobody caught is not asked about: it left something half done.
   */
  outlives?: (reason: unknown) => boolean;
};

/**
 * From now on errors that nobody catches end the process in order, instead of printing themselves with all that is in
 * them; what libraries listen for by themselves is not heard. Once per process. Answers with what takes rejections.
 */
export const endOnCrash = ({ end, outlives = () => false }: Options): ((reason: unknown) => void) => {
  // A listener would be one of several, and some of them print.
  process.setUncaughtExceptionCaptureCallback((error) => void end(error, "nobody caught an error"));
  const onRejection = (reason: unknown): void => {
    if (!outlives(reason)) void end(reason, "nobody took a rejection");
  };
  process.on("unhandledRejection", onRejection);
  return onRejection;
};
