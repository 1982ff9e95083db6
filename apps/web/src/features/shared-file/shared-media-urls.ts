/** Where the bytes of a visit are. All of them check the link on every request. */
export type SharedMediaUrls = {
  /** The original as it is, with Range: for players, and for pictures that are zoomed or have no preview. */
  file: string;
  /** The original as an attachment under its own name. */
  download: string;
  /** An address as it may stand where people copy it from: without the visit, where the browser shows that by itself. */
  shown: (url: string) => string;
};
