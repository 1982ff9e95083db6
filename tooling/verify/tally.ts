/** What one step of the check found. */
export type Tally = {
  passed: number;
  failed: number;
  /** One sentence for each thing that is wrong beyond what the tool itself printed. */
  complaints: readonly string[];
};

/** A step that is right or wrong as a whole. */
export const oneCheck = (right: boolean, complaint?: string): Tally => ({
  passed: right ? 1 : 0,
  failed: right ? 0 : 1,
  complaints: right || complaint === undefined ? [] : [complaint],
});

/**
 * Adds what a runner's report cannot know: complaints count as failures, and so does an exit code that says "failed"
 * where the report shows none (a crash, an error outside of any test).
 */
export const settle = (tally: Tally, exitCode: number): Tally => {
  const failed = tally.failed + tally.complaints.length;
  if (exitCode === 0 || failed > 0) return { ...tally, failed };
  const crash = `It ended with code ${exitCode} although no test failed; see its output above.`;
  return { passed: tally.passed, failed: 1, complaints: [crash] };
};
