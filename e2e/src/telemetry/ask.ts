import { MetricsView } from "@cloudpix/domain";
import { expect } from "@playwright/test";

/** What an operator is told of web: whether it reports, and how much memory it holds. */
export const metricsOf = async (origin: string) => {
  const { appInsights, telemetry } = MetricsView.parse(await (await fetch(`${origin}/api/metrics`)).json());
  const { memoryRssBytes } = telemetry;
  if (typeof memoryRssBytes !== "number") throw new Error("an operator is told the memory of web");
  return { appInsights, memoryRssBytes };
};

/** Somebody signed in, and the system they are signed in to. */
export type Asker = { origin: string; token: string };

const listMs = async ({ origin, token }: Asker): Promise<number> => {
  const begun = performance.now();
  const answer = await fetch(`${origin}/api/files`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  return performance.now() - begun;
};

/**
 * The median time in milliseconds of so many lists of files for each of the askers. They ask by turns, one after another, so
 * that a busy machine slows them alike.
 */
export const medianListMs = async (askers: readonly Asker[], count: number): Promise<number[]> => {
  const times = askers.map((): number[] => []);
  for (let round = 0; round < count; round += 1)
    for (const [index, asker] of askers.entries()) times[index]?.push(await listMs(asker));
  return times.map((ofOne) => ofOne.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN);
};
