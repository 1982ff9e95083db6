import type { Services } from "../services.ts";
import type { Turn } from "./turn.ts";

/** What a sweep did, in numbers: for the log and the record of the run. */
export type SweepCounts = Record<string, number>;

/**
 * A piece of tidying. Works in small steps while its turn lasts, may die anywhere and be run again, also by two workers at
 * once: each change is conditional, and what was begun is found and finished.
 */
export type Sweep = (services: Services, turn?: Turn) => Promise<SweepCounts>;
