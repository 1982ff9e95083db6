import { relative } from "node:path";
import { z } from "zod";
import type { Tally } from "./tally.ts";

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Counts the single tests of Vitest's JSON report. Complains of every test that was skipped, of every file that did not
 * get as far as a test, and of every one of `rooms` (folders below `root`) in which no test ran.
 * @throws ZodError when the report has another form
 */
export const readVitestReport = (report: unknown, root: string, rooms: readonly string[]): Tally => {
  const { testResults } = Report.parse(report);
  const complaints: string[] = [];
  const ran = new Set<string>();
  let passed = 0;
  let failed = 0;
  for (const file of testResults) {
    const path = relative(root, file.name);
    for (const { fullName, status } of file.assertionResults) {
      if (status === "passed") passed += 1;
      else if (status === "failed") failed += 1;
      else complaints.push(`${path}: "${fullName}" was not run (${status}).`);
      const room = rooms.find((folder) => path.startsWith(`${folder}/`));
      if (room && (status === "passed" || status === "failed")) ran.add(room);
    }
    if (file.status === "failed" && file.assertionResults.length === 0) {
      complaints.push(`${path} failed before its first test: ${file.message?.split("\n", 1)[0] ?? ""}`);
    }
  }
  for (const room of rooms) if (!ran.has(room)) complaints.push(`No test ran in ${room}.`);
  return { passed, failed, complaints };
};
