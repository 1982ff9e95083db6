/** Puts a whole blob with nothing but the URL, as a stranger who holds it could; false when storage refuses the URL. */
export const uploadTo = async (url: string, bytes: Uint8Array): Promise<boolean> => {
  const response = await fetch(url, {
    method: "PUT",
    headers: { "x-ms-blob-type": "BlockBlob" },
    body: Uint8Array.from(bytes),
  });
  await response.arrayBuffer();
  if (response.status !== 201 && response.status !== 403) throw new Error(`unexpected ${response.status}`);
  return response.status === 201;
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
