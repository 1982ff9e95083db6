import { loadEnvFile } from "../stack/env-file.ts";
import { workspaceRoot } from "../stack/start-stack.ts";
import { examine } from "./examine.ts";
import { formatFinding } from "./finding.ts";

// `npm run doctor`: what this machine lacks, in words, with the fix. Exits with 0 when CloudPix can run here.

loadEnvFile(workspaceRoot);
const findings = await examine(process.env, workspaceRoot);
for (const finding of findings) console.log(formatFinding(finding));
const missing = findings.filter(({ state }) => state === "missing");
console.log(
  missing.length === 0
    ? "\nCloudPix can run here."
    : `\nTo put right first: ${missing.map(({ what }) => what).join(", ")}.`,
);
process.exitCode = missing.length === 0 ? 0 : 1;
