import { MetricsView, ReadinessView } from "@cloudpix/domain";
import type { z } from "zod";
import type { WebStatus } from "./status-view.ts";

// Web asks what it depends on for 2 seconds itself.
const deadlineMs = 5_000;

/** The answer in the shape that was asked for; null where nobody, or something else, answers. */
const read = async <Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  headers: Record<string, string>,
): Promise<z.output<Schema> | null> => {
  try {
    const response = await fetch(url, {
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(deadlineMs),
    });
    return schema.safeParse(await response.json()).data ?? null;
  } catch {
    // Refused, silent, or no JSON: it does not answer, which is what is told.
    return null;
  }
};

/** What web says at `origin`, with the operator's token where there is one. Takes 5 seconds at most; never throws. */
export const askWeb = async (origin: string, operatorToken: string | undefined): Promise<WebStatus> => {
  const headers = operatorToken === undefined ? {} : { authorization: `Bearer ${operatorToken}` };
  const [readiness, metrics] = await Promise.all([
    read(`${origin}/api/health/ready`, ReadinessView, {}),
    read(`${origin}/api/metrics`, MetricsView, headers),
  ]);
  return { origin, readiness, figures: metrics?.telemetry ?? null };
};
