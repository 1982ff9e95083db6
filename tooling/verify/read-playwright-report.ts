import { z } from "zod";
import type { Tally } from "./tally.ts";

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ projectName: z.string(), status: z.enum(["expected", "unexpected", "flaky", "skipped"]) }),
  ),
});
type Suite = { specs: z.infer<typeof Spec>[]; suites?: Suite[] | undefined };
const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional();
  },
});
const Report = z.object({
  config: z.object({ projects: z.array(z.object({ name: z.string() })) }),
  suites: z.array(Suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

const specsOf = (suite: Suite): z.infer<typeof Spec>[] => [
  ...suite.specs,
  ...(suite.suites ?? []).flatMap(specsOf),
];

/**
 * Counts the single tests of Playwright's JSON report, once per project. Complains of every test that was skipped or
 * that passed only on a second try, of errors outside of tests, and of every project in which no test ran.
 * @throws ZodError when the report has another form
 */
export const readPlaywrightReport = (report: unknown): Tally => {
  const { config, suites, errors } = Report.parse(report);
  const complaints = errors.map(({ message = "" }) => `Outside of any test: ${message.split("\n", 1)[0]}`);
  const ran = new Set<string>();
  let passed = 0;
  let failed = 0;
  for (const { title, file, tests } of suites.flatMap(specsOf)) {
    for (const { projectName, status } of tests) {
      if (status !== "skipped") ran.add(projectName);
      if (status === "expected") passed += 1;
      else if (status === "unexpected") failed += 1;
      else
        complaints.push(
          `${file}: "${title}" (${projectName}) ${status === "flaky" ? "passed only on a second try" : "was not run"}.`,
        );
    }
  }
  for (const { name } of config.projects)
    if (!ran.has(name)) complaints.push(`No test ran in the project ${name}.`);
  return { passed, failed, complaints };
};
