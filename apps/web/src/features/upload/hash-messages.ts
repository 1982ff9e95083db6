/** What the hashing worker is asked: one file, once. */
export type HashRequest = { file: Blob; blockBytes: number };

/** SHA-256 of the whole in hexadecimal, MD5 of each block in base64. */
export type Digests = { sha256: string; blockMd5s: string[] };

/** What the hashing worker says, progress first, one end. */
export type HashAnswer =
  | { type: "progress"; bytes: number }
  | { type: "done"; digests: Digests }
  | { type: "failed"; reason: string };
