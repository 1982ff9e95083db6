/** One line of the report: what was measured, what was allowed, and whether it holds. */
export type Figure = { name: string; measured: string; bound: string; holds: boolean };

/** One question to the running system. It cleans up after itself. */
export type Benchmark = { name: string; run(): Promise<Figure[]> };
