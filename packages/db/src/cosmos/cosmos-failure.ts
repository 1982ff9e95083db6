/**
 * What a failed call says about the item it was meant for.
 * `missing`, `conflict`, `refused`: an answer (404, 409, 412). `not_performed`: nothing happened, repeating is safe.
 * `unclear`: it may or may not have happened. `down`: repeating is pointless until somebody mends the set-up.
 * `fault`: the request itself was wrong, which is our own mistake.
 */
export type CosmosFailure = {
  meaning: "missing" | "conflict" | "refused" | "not_performed" | "unclear" | "down" | "fault";
  /** What the service answered; null: nothing was heard of it. */
  status: number | null;
  /** How long the service asked to be left alone. */
  retryAfterMs: number;
  /** Request units that the refusal itself cost. */
  requestCharge: number;
};

/** The SDK answers a read of a missing item instead of throwing; this makes it one kind of failure with the others. */
export class ItemNotFound extends Error {
  override readonly name = "ItemNotFound";
  readonly code = 404;
  readonly substatus: number | undefined;

  constructor(substatus: number | undefined) {
    super("The service answered 404.");
    this.substatus = substatus;
  }
}

const READ_SESSION_NOT_AVAILABLE = 1002;
const OWNER_NOT_FOUND = 1003;

// Raised before a byte of the request left this machine.
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
]);

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;

const notFound = (substatus: unknown): CosmosFailure["meaning"] => {
  // The container or database is gone: no statement about any item.
  if (substatus === OWNER_NOT_FOUND) return "down";
  // This replica has not seen what this session has written yet.
  if (substatus === READ_SESSION_NOT_AVAILABLE) return "not_performed";
  return "missing";
};

const ofStatus = (status: number, substatus: unknown): CosmosFailure["meaning"] => {
  if (status === 404) return notFound(substatus);
  if (status === 409) return "conflict";
  if (status === 412) return "refused";
  if (status === 429 || status === 449) return "not_performed";
  if (status === 401 || status === 403) return "down";
  if (status === 408 || status === 410 || status >= 500) return "unclear";
  return "fault";
};

const retryAfterMs = (error: unknown): number => {
  const exact = Number(field(error, "retryAfterInMs"));
  if (exact > 0) return exact;
  const seconds = Number(field(field(error, "headers"), "retry-after"));
  return seconds > 0 ? seconds * 1_000 : 0;
};

const requestCharge = (error: unknown): number => {
  const charge = Number(field(field(error, "headers"), "x-ms-request-charge"));
  return Number.isFinite(charge) ? charge : 0;
};

/**
 * Reads what the SDK threw. Anything without a status is `unclear`: a time-out, a reset connection, an aborted call,
 * and also the TypeError or SyntaxError the SDK itself raises over an error answer with an empty or non-JSON body.
 */
export const readFailure = (error: unknown): CosmosFailure => {
  const code = field(error, "code");
  if (typeof code === "number") {
    return {
      meaning: ofStatus(code, field(error, "substatus")),
      status: code,
      retryAfterMs: retryAfterMs(error),
      requestCharge: requestCharge(error),
    };
  }
  const sent = !(typeof code === "string" && neverSent.has(code));
  return { meaning: sent ? "unclear" : "not_performed", status: null, retryAfterMs: 0, requestCharge: 0 };
};

const isCredentialError = (error: Error) =>
  /^(CredentialUnavailable|Authentication|AggregateAuthentication)/.test(error.name);

/**
 * What is told of what the SDK threw at `operation`: status, substatus and activity of an answer, the code of a network
 * that failed. Never the service's words: where it refuses a key they repeat the address that was asked for, and of a
 * share link that is its id. Credentials fail before anything is asked for, so their words are kept.
 */
export const causeOf = (operation: string, error: unknown): Error => {
  if (error instanceof Error && isCredentialError(error)) return error;
  const code = field(error, "code");
  if (typeof code !== "number") {
    const known = typeof code === "string" ? { code } : {};
    const name = error instanceof Error ? error.name : typeof error;
    return Object.assign(new Error(`${operation}: no answer [${known.code ?? name}]`), known);
  }
  const substatus = field(error, "substatus") ?? 0;
  const activity = field(error, "activityId");
  const under = typeof activity === "string" ? ` activity ${activity}` : "";
  return new Error(`${operation}: answered ${code} [${String(substatus)}]${under}`);
};
