/** Whether this process reports to Application Insights: what `system.metrics` says of it. Holds no secret. */
export type TelemetryStatus = {
  connectionStringConfigured: boolean;
  initialized: boolean;
  /** One word for people: `off`, `on`, or why not. */
  status: string;
};

/** Of an installation that reports to nobody. */
export const telemetryOff: TelemetryStatus = {
  connectionStringConfigured: false,
  initialized: false,
  status: "off",
};
