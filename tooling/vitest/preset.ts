import { defineConfig } from "vitest/config";

/** How hard properties are tried: `npm run faults` sets more runs and a new seed each time. */
const faults = {
  faultRuns: Number(process.env["CLOUDPIX_FAULT_RUNS"] ?? 30),
  faultSeed: Number(process.env["CLOUDPIX_FAULT_SEED"] ?? 20_261_123),
  faultDriver: process.env["CLOUDPIX_FAULT_DRIVER"] === "cosmos" ? ("cosmos" as const) : ("sqlite" as const),
};

declare module "vitest" {
  interface ProvidedContext {
    faultRuns: number;
    faultSeed: number;
    /** The database that they are tried on. */
    faultDriver: "sqlite" | "cosmos";
  }
}

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
      // Many tests wait for processes and time: one worker leaves a core of the smallest machine idle.
      maxWorkers: 2,
      provide: faults,
      passWithNoTests: false,
    },
  });
