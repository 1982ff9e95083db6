/** One place that breaks a rule of the house. */
export type Violation = {
  /** From the root of the workspace, with forward slashes. */
  path: string;
  line: number;
  /** One sentence: what is wrong and what to do instead. */
  message: string;
};
