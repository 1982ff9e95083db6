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

export type Facts = Record<string, string | number | boolean | null>;

/** Where business events go. Never throws and never waits: a user must not feel that somebody is counting. */
export type Telemetry = {
  /** `facts` never hold a secret, token, SAS, link id or e-mail. */
  trackEvent(name: EventName, facts?: Facts): void;
};
