import { type AccessTokenView, DAY_MS, type Scope } from "@cloudpix/domain";
import { formatShortDate } from "../../ui/format-date.ts";

/** What each scope lets a program do, as a person would say it. */
export const scopeWords: Record<Scope, { title: string; text: string }> = {
  "files:read": {
    title: "See files",
    text: "List, look at and download your files.",
  },
  "files:write": {
    title: "Change files",
    text: "Upload, rename, delete and restore files.",
  },
  "shares:read": { title: "See links", text: "List your links and their visits." },
  "shares:write": {
    title: "Change links",
    text: "Make, change and revoke links.",
  },
};

const dayKey = (date: Date, timeZone?: string) =>
  date.toLocaleDateString("sv", timeZone === undefined ? {} : { timeZone });

const dayWords = (instant: string, now: Date, timeZone?: string): string => {
  const date = new Date(instant);
  if (dayKey(date, timeZone) === dayKey(now, timeZone)) return "today";
  if (dayKey(date, timeZone) === dayKey(new Date(now.getTime() - DAY_MS), timeZone)) return "yesterday";
  return formatShortDate(date, now, timeZone);
};

/** What a token lets a program do, in one line. */
export const scopesWords = (scopes: readonly Scope[]): string => {
  const words = scopes.map((scope) => scopeWords[scope].title.toLowerCase()).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Whether programs are refused with it by now. */
export const isEnded = ({ expiresAt }: Pick<AccessTokenView, "expiresAt">, now: Date): boolean =>
  expiresAt !== null && new Date(expiresAt) <= now;

/** When a token was made and last used, and when it ends, in one line. */
export const tokenFacts = (token: AccessTokenView, now: Date, timeZone?: string): string => {
  const { createdAt, lastUsedAt, expiresAt } = token;
  const on = (instant: string) => dayWords(instant, now, timeZone);
  return [
    `Made ${on(createdAt)}`,
    lastUsedAt === null ? "never used" : `last used ${on(lastUsedAt)}`,
    expiresAt === null ? "never ends" : `${isEnded(token, now) ? "ended" : "until"} ${on(expiresAt)}`,
  ].join(" · ");
};
