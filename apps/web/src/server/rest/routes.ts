import { authRoutes } from "./auth-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import type { Route } from "./route.ts";
import { selfRoutes } from "./self-routes.ts";
import { shareRoutes } from "./share-routes.ts";
import { systemRoutes } from "./system-routes.ts";

/** Every operation of the REST interface: its table of contents. The document and the tests are made from it too. */
export const routes: readonly Route[] = [
  ...authRoutes,
  ...fileRoutes,
  ...shareRoutes,
  ...selfRoutes(() => routes),
  ...systemRoutes,
];
