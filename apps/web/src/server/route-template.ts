import { isAppError } from "@cloudpix/domain";
import { knownProcedures } from "./known-procedures.ts";
import { routeFinder } from "./rest/find-route.ts";
import { routes } from "./rest/routes.ts";

const find = routeFinder(routes);

/** Pages, and what stands beside them, by their whole path. */
const words = new Set([
  ...["/", "/account", "/files", "/goodbye", "/links", "/register", "/reset-password", "/sign-in", "/trash"],
  ...["/api/docs", "/api/docs/scalar.js", "/favicon.ico", "/icon.svg"],
]);
const shareSteps = new Set(["enter", "unlock", "file", "thumb", "medium", "preview", "og.jpg"]);
const authSteps = new Set([
  "csrf",
  "providers",
  "session",
  "signin",
  "error",
  "signout",
  "callback/credentials",
]);

const known = (names: ReadonlySet<string>, name: string, otherwise: string) =>
  names.has(name) ? name : otherwise;

const restTemplate = (below: string): string => {
  try {
    return `/api${find(below).path}`;
  } catch (error) {
    if (isAppError(error)) return "/api/:unknown";
    throw error;
  }
};

/**
 * What kind of address a path is: the template that answers it, such as `/api/files/:fileId` or `/s/:linkId/file`. Never
 * anything that a caller chose, because a path may hold the id of a link, which is its secret, or whatever was pasted
 * there; and few enough to count by. `path` is decoded (`pathOf`); null: no path of this site.
 */
export const routeTemplate = (path: string | null): string => {
  if (path === null) return "(unreadable)";
  if (words.has(path)) return path;
  const [, first = "", rest = ""] = /^\/([^/]+)\/?(.*)$/s.exec(path) ?? [];
  if (first === "s") {
    const [linkId = "", step, ...more] = rest.split("/");
    if (linkId === "" || more.length > 0) return "(unknown)";
    return step === undefined ? "/s/:linkId" : `/s/:linkId/${known(shareSteps, step, ":unknown")}`;
  }
  if (first === "files" && !rest.includes("/")) return "/files/:fileId";
  if (first === "_next") return rest.startsWith("static/") ? "/_next/static/:asset" : "/_next/:asset";
  if (path === "/health") return path;
  if (first !== "api") return "(unknown)";
  if (rest.startsWith("trpc/")) return `/api/trpc/${knownProcedures(rest.slice("trpc/".length))}`;
  const template = restTemplate(`/${rest}`);
  if (!rest.startsWith("auth/") || template !== "/api/:unknown") return template;
  return `/api/auth/${known(authSteps, rest.slice("auth/".length), ":unknown")}`;
};
