/** What a person loses with a file that has live links (≥ 1) when it goes to the trash. */
export const lostLinksWords = (shareCount: number): string =>
  `${shareCount === 1 ? "Its link ends" : `Its ${shareCount} links end`} at once and for good, even if you take the file back. The file moves to the trash, which is emptied after 30 days.`;
