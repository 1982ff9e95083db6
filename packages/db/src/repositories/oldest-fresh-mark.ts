import { addMs, type Instant, spaceMarkMs, toInstant } from "@cloudpix/domain";

/** The oldest mark of a user's space that need not be renewed at `at`. */
export const oldestFreshMark = (at: Instant): Instant => toInstant(addMs(new Date(at), -spaceMarkMs));
