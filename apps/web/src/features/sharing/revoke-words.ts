/** What a person is told when links have ended. */
export const revokedWords = (revokedCount: number): string => {
  if (revokedCount === 0) return "There was no link left to revoke.";
  return revokedCount === 1
    ? "Link revoked. It no longer opens."
    : `${revokedCount} links revoked. They no longer open.`;
};

/** The question before links end. `to`: what they lead to, when all of them lead to the same. */
export const revokeQuestion = (count: number, to?: string): string => {
  const links = count === 1 ? "this link" : `${count} links`;
  return `Revoke ${links}${to === undefined || count === 1 ? "" : ` to ${to}`}?`;
};

/** What will happen then. `to` as in {@link revokeQuestion}. */
export const revokeConsequence = (
  count: number,
  to = `what ${count === 1 ? "it leads" : "they lead"} to`,
): string =>
  `Whoever has ${count === 1 ? "it" : "one of them"} can no longer open ${to}. This cannot be undone; you can always create a new link.`;
