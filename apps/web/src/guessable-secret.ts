/** True for a text that is a shorter one over and over. */
export const isRepeated = (text: string): boolean => /^(.+?)\1+$/s.test(text);

const word = String.raw`(?:[A-Z]?[a-z]+|[A-Z]+|\d+)`;
const sentence = new RegExp(`^${word}(?:[-_ .,]+${word})+$`);

/**
 * True for words and numbers with something between them, such as `please-change-this-secret`: people choose those, and
 * people guess them. Of 32 random bytes in base64 less than one in a trillion looks like that.
 */
export const isMadeOfWords = (text: string): boolean => sentence.test(text);
