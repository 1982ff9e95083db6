/** What of a visitor's own doing keeps a link shut, and what the page is told of in `?refusal=`. */
const refusals = ["share.password_wrong", "rate.limited"] as const;
export type UnlockRefusal = (typeof refusals)[number];

export const isUnlockRefusal = (code: string | undefined): code is UnlockRefusal =>
  refusals.some((refusal) => refusal === code);
