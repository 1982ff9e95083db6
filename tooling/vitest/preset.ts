import { defineConfig } from "vitest/config";

/**
 * The one way a room runs its tests: real timers, no retries, a failure for a file without tests.
 * `name` is the room; it is what `vitest --project <name>` selects.
 */
export const room = (name: string) =>
  defineConfig({
    test: {
      name,
      environment: "node",
      include: ["**/*.test.ts"],
      exclude: ["**/node_modules/**", "**/.next/**"],
      testTimeout: 30_000,
      hookTimeout: 60_000,
      retry: 0,
      passWithNoTests: false,
    },
  });
