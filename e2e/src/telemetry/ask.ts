import { MetricsView } from "@cloudpix/domain";
import { expect } from "@playwright/test";

/** What an operator is told of web: whether it reports, and how much memory it holds. */
export const metricsOf = async (origin: string) => {
  const { appInsights, telemetry } = MetricsView.parse(await (await fetch(`${origin}/api/metrics`)).json());
  const { memoryRssBytes } = telemetry;
  if (typeof memoryRssBytes !== "number") throw new Error("an operator is told the memory of web");
  return { appInsights, memoryRssBytes };
};

/** The median time in milliseconds of so many lists of files, asked one after another. */
export const medianListMs = async (origin: string, token: string, count: number): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/api/files`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN;
};
