import type { Answer } from "./retry.ts";

/** What is told of an answer that `operation` has no use for. */
export const unexpectedAnswer = (
  operation: string,
  answer: Exclude<Answer<unknown>, { status: "ok" }>,
): Error =>
  answer.status === "unclear" ? answer.cause : new Error(`${operation}: "${answer.status}" was not expected`);
