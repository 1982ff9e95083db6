/** Counts tries in fixed windows and remembers marks for a while, shared by all replicas. Keys of the two are apart. */
export type ThrottleRepository = {
  /**
   * Counts one try under `key` in the window that `nowMs` falls into; how many it has seen, this one included.
   * Atomic: of N parallel calls, each gets another count. A counter is forgotten after its window.
   * `resetMs` is the moment the window ends, on the clock of `nowMs`; that millisecond belongs to the next window.
   * Windows lie on multiples of `windowMs`, so that all replicas mean the same one.
   */
  hit(key: string, windowMs: number, nowMs: number): Promise<{ count: number; resetMs: number }>;
  /** Marks `key` for `lastsMs` from `nowMs` on; it is forgotten then. Repeatable: the last call counts. */
  mark(key: string, lastsMs: number, nowMs: number): Promise<void>;
  /** Whether the mark of `key` still lasts at `atMs`. */
  isMarked(key: string, atMs: number): Promise<boolean>;
  /** Removes at most `limit` counters whose window is over, and marks that are; how many. The engines with a TTL have nothing to do. */
  removeOver(nowMs: number, limit: number): Promise<number>;
};
