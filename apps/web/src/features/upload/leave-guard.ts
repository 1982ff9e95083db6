import { SECOND_MS } from "@cloudpix/domain";

let downloadUntil = 0;

/** A download is about to begin: to the browser it looks like leaving the page, to people it is not. */
export const expectDownload = (): void => {
  downloadUntil = Date.now() + 2 * SECOND_MS;
};

/** Makes the browser ask before the page is left. Answers with the way to stop asking. */
export const guardLeaving = (): (() => void) => {
  const ask = (event: BeforeUnloadEvent) => {
    if (Date.now() > downloadUntil) event.preventDefault();
  };
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
};
