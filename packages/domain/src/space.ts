import { SECOND_MS } from "./limits.ts";

// What a file takes of its owner's space stands in two records, and no step changes both. Whoever is about to change one of
// them first marks the owner (`spaceChangedAt`); the worker counts who is marked once it is quiet around them. Every call of
// the database ends within ten seconds, so a mark, the step after it and what that leads to are over before the count:
// spaceMarkMs + spaceStepMs + 10 s < spaceQuietMs.

/** How long nothing may have happened to an owner's space before it is counted. */
export const spaceQuietMs = 20 * SECOND_MS;

/** How old a mark may be when a step relies on it. */
export const spaceMarkMs = 2 * SECOND_MS;

/** How long after its mark a step may still begin. */
export const spaceStepMs = 5 * SECOND_MS;

/** A request that receives a file says so often; one that has said nothing for so long is dead. */
export const receivingBeatMs = 5 * SECOND_MS;
export const receivingDeadMs = 20 * SECOND_MS;
