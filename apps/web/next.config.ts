import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Our own server writes one line a request, which names the route and never the address (which may hold a link or an e-mail).
  logging: { incomingRequests: false },
  // Private pictures never pass the framework's image optimizer.
  images: { unoptimized: true },
  // Types are checked by `tsc` (TypeScript 7), once for every room.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ["@cloudpix/api", "@cloudpix/domain", "@cloudpix/storage"],
  // Native or patched at start-up: loaded from node_modules as they are.
  serverExternalPackages: ["bcrypt", "pino"],
};

export default config;
