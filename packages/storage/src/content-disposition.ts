// RFC 5987 attr-char: what may stand unescaped in an extended value.
const encodeExtended = (text: string): string =>
  encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The `Content-Disposition` for a file name of any script (RFC 6266): a plain ASCII form for old readers,
 * and the exact name in `filename*`. The result is ASCII and cannot break out of its header.
 */
export const contentDisposition = (disposition: "inline" | "attachment", fileName: string): string => {
  // "%" too: some readers decode escapes in the plain form.
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeExtended(fileName)}`;
};
