/**
 * A name as names are compared, searched and sorted: NFKC, lower case. What is stored is folded by the same rule as
 * what is asked for, so that both databases find alike. Each orders by the numbers of the characters, in no one's language.
 */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase();

/** The folded words of a search; a name matches when it contains them all. */
export const searchTerms = (text: string): string[] => [
  ...new Set(foldName(text).split(/\s+/).filter(Boolean)),
];
