import type { Telemetry } from "./telemetry.ts";

/** Telemetry that was started before the program itself, and what there is to know of it. */
export type Preloaded = {
  telemetry: Telemetry;
  /** `failing`: what was last sent did not arrive. Users notice nothing of it. */
  status(): "on" | "failing";
  /** Tells `listener` what keeps telemetry from arriving, once when that begins, and null once when it arrives again. */
  watch(listener: (problem: Error | null) => void): void;
  /** Sends what is left. Resolves after `deadlineMs` at the latest, whatever became of it. Repeatable. */
  stop(deadlineMs: number): Promise<void>;
};

/** Whether a process reports to Application Insights. Holds no secret. */
export type TelemetryState = {
  connectionStringConfigured: boolean;
  initialized: boolean;
  status: "off" | "on" | "failing";
};

type Slot = { configured: boolean; preloaded: Preloaded | undefined };

// A program and what runs before it (`node --import`) share their modules and nothing else.
const slot: Slot = { configured: false, preloaded: undefined };

/** Leaves for the program what was started for it; undefined: it was asked for and could not be started. */
export const leavePreloaded = (preloaded: Preloaded | undefined): void => {
  slot.configured = true;
  slot.preloaded = preloaded;
};

/** What was started before this program; undefined where nothing was asked for, or it could not be started. */
export const takePreloaded = (): Preloaded | undefined => slot.preloaded;

export const telemetryState = (): TelemetryState => ({
  connectionStringConfigured: slot.configured,
  initialized: slot.preloaded !== undefined,
  status: slot.preloaded?.status() ?? (slot.configured ? "failing" : "off"),
});
