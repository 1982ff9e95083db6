/** Length of `text` in UTF-8 bytes; a lone surrogate counts as the three bytes of U+FFFD. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
