import { existsSync } from "node:fs";
import { runToEnd } from "../stack/run-to-end.ts";

const APT_GET = "/usr/bin/apt-get";

/**
 * Installs Chromium from the distribution's packages where that needs nobody's consent: as root, with apt-get.
 * Elsewhere it does nothing. @throws Error with apt-get's own words when that fails
 */
export const installChromium = async (): Promise<void> => {
  if (process.getuid?.() !== 0 || !existsSync(APT_GET)) return;
  console.log("Chromium is missing; it is installed from the distribution's packages (once, about a minute)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"];
  for (const args of [["update"], install]) {
    const { code, output } = await runToEnd(APT_GET, args, { cwd: "/", env });
    if (code !== 0) {
      throw new Error(`apt-get ${args[0]} failed:\n${output.trim().split("\n").slice(-15).join("\n")}`);
    }
  }
};
