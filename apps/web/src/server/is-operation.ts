const probesAndAssets =
  /^\/_next\/|^\/health$|^\/api\/health(?:\/|$)|^\/api\/metrics$|^\/api\/trpc\/system\.(?:health|metrics)$/;

/**
 * Whether somebody's wish is behind a request to `route`. Probes and figures are asked for every few seconds by whoever runs
 * the site, and static files never change: they would hide how people fare.
 */
export const isOperation = (route: string): boolean => !probesAndAssets.test(route);
