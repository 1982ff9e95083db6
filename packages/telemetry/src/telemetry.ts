/** The business events of the contract. */
export type EventName =
  | "user_registered"
  | "user_login"
  | "file_uploaded"
  | "file_deleted"
  | "thumbnail_ready"
  | "thumbnail_failed"
  | "share_link_created"
  | "share_link_accessed"
  | "share_link_revoked"
  | "cleanup_completed";

/** What is measured. Sizes in bytes, times in milliseconds, depths and accesses in pieces. */
export type MetricName =
  | "file_size_bytes"
  | "share_link_accesses"
  | "queue_depth"
  | "poison_depth"
  | "thumbnail_duration_ms";

export type Facts = Record<string, string | number | boolean | null>;

/** `server`: a request that is answered. `consumer`: a message that is worked on. `client`: a call to a dependency. */
export type SpanKind = "server" | "consumer" | "client" | "internal";

export type SpanOptions = {
  kind: SpanKind;
  /** Under the dotted names of OpenTelemetry's semantic conventions where there is one. Numbers under other names can be summed. */
  attributes?: Facts;
};

/** The attribute under which a call to a dependency says how it was answered, as HTTP counts. */
export const answerStatus = "db.response.status_code";

/** A piece of work under way. */
export type Span = {
  /** Adds what is known of it only now. */
  set(attributes: Facts): void;
  /** Says that it failed although it ends without an error. */
  fail(): void;
};

/**
 * Who watches. Never throws and never waits: a user must not feel that somebody is counting. Facts and attributes never
 * hold a secret, token, SAS, link id or e-mail; what looks like one is masked all the same.
 */
export type Telemetry = {
  trackEvent(name: EventName, facts?: Facts): void;
  /** `facts` have few different values: each combination is counted by itself. */
  trackMetric(name: MetricName, value: number, facts?: Facts): void;
  /** A failure that somebody has to look at. Telling the log of it is the caller's. */
  trackException(error: unknown, facts?: Facts): void;
  /**
   * A failure that the work at hand goes on in spite of, and somebody has to look at all the same: a warning in the log
   * that says `sentence`, and an exception, both with `facts`.
   */
  trackFailure(error: unknown, sentence: string, facts?: Facts): void;
  /**
   * Runs `work` as a part of the operation at hand, or as an operation of its own; a call to a dependency outside of any
   * operation is not told of. Ends and fails as `work` does.
   */
  inSpan<Result>(name: string, options: SpanOptions, work: (span: Span) => Promise<Result>): Promise<Result>;
  /** The operation at hand as W3C trace context, for work that goes on elsewhere; undefined when there is none. */
  traceParent(): string | undefined;
  /** Runs `work` as a continuation of that operation; text that is none is passed over. */
  underParent<Result>(traceParent: string | undefined, work: () => Result): Result;
};
