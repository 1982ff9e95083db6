const put = async (url: string, body: Uint8Array | string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method: "PUT", headers, body: body.slice() });
  await response.arrayBuffer();
  return response.status;
};

const accepted = (status: number, refusals: number[]): boolean => {
  if (status !== 201 && !refusals.includes(status)) throw new Error(`unexpected ${status}`);
  return status === 201;
};

/** Puts a whole blob with nothing but the URL, as a stranger who holds it could; false when storage refuses the URL. */
export const uploadTo = async (url: string, bytes: Uint8Array): Promise<boolean> =>
  accepted(await put(url, bytes, { "x-ms-blob-type": "BlockBlob" }), [403]);

/** Puts one block with nothing but the URL. */
export const uploadBlockTo = async (url: string, blockId: string, bytes: Uint8Array): Promise<boolean> =>
  accepted(await put(`${url}&comp=block&blockid=${encodeURIComponent(blockId)}`, bytes), [403]);

/** Makes blocks the blob with nothing but the URL; false also when storage does not know all of them. */
export const commitBlocksTo = async (url: string, blockIds: readonly string[]): Promise<boolean> => {
  const list = blockIds.map((id) => `<Latest>${id}</Latest>`).join("");
  const xml = `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`;
  return accepted(await put(`${url}&comp=blocklist`, xml), [403, 400]);
};

/** Follows a read URL with nothing but the URL. */
export const downloadFrom = async (url: string) => {
  const response = await fetch(url);
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
};
