import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const forms: Readonly<Record<string, string>> = {
  uuid: "a UUID",
  datetime: "a moment such as 2027-06-01T12:00:00Z",
  url: "a web address",
  email: "an e-mail address",
};

const units: Readonly<Record<string, string>> = { string: "characters", array: "entries" };

/** A length or a number, within its bound. */
const bounded = (origin: string, bound: string): string =>
  origin in units ? `must have ${bound} ${units[origin]}` : `must be ${bound}`;

/** What must hold of a value that was given. */
const rule = (issue: Issue): string => {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected in kinds ? `must be ${kinds[issue.expected]}` : "is of the wrong kind";
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`;
    case "invalid_format":
      return issue.format in forms ? `must be ${forms[issue.format]}` : "is not written as it should be";
    case "too_small":
      if (issue.origin in units && issue.minimum === 1) return "must not be empty";
      return bounded(
        issue.origin,
        `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`,
      );
    case "too_big":
      return bounded(issue.origin, `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`);
    default:
      return "is not valid";
  }
};

/**
 * What is wrong with a value, as a sentence for whoever gave it, where its schema has none of its own: what zod itself
 * says is for programmers. Every process that tells people what zod refused sets it (`z.config`); not this package, whose
 * users may have a zod of their own.
 */
export const plainSentence = (issue: Issue): string => {
  const path = (issue.path ?? []).map(String);
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => [...path, key].join("."));
    return `There is no field ${names.join(", ")} here.`;
  }
  const subject = path.length === 0 ? "What was sent" : `The field ${path.join(".")}`;
  if (issue.code === "invalid_type" && issue.input === undefined)
    return path.length === 0 ? "Nothing was sent." : `${subject} is missing.`;
  return `${subject} ${rule(issue)}.`;
};
