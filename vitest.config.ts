import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/*", "tooling", "bench"],
    // Many tests wait for processes and time: one worker leaves a core of the smallest machine idle.
    maxWorkers: 2,
  },
});
