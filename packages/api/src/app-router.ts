import { authRouter } from "./auth/router.ts";
import { filesRouter } from "./files/router.ts";
import { sharesRouter } from "./shares/router.ts";
import { systemRouter } from "./system/router.ts";
import { router } from "./trpc.ts";

/** Every procedure CloudPix has: its table of contents. */
export const appRouter = router({
  auth: authRouter,
  files: filesRouter,
  shares: sharesRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;
