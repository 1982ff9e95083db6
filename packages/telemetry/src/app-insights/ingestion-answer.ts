import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { z } from "zod";

const Taken = z.object({ itemsReceived: z.number(), itemsAccepted: z.number() });

const takenOf = (text: string | null | undefined) => {
  try {
    return Taken.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    // Whoever says that something is missing and not how much is not believed.
    return undefined;
  }
};

/** What is wrong with how a batch was answered; null: all of it arrived. */
export const problemOf = ({
  status,
  bodyAsText,
}: Pick<PipelineResponse, "status" | "bodyAsText">): Error | null => {
  if (status === 206) {
    const taken = takenOf(bodyAsText);
    if (taken !== undefined && taken.itemsAccepted === taken.itemsReceived) return null;
    const { itemsAccepted = "some", itemsReceived = "the" } = taken ?? {};
    return new Error(`Of ${itemsReceived} items the ingestion endpoint took ${itemsAccepted}.`);
  }
  return status >= 200 && status < 300 ? null : new Error(`The ingestion endpoint answered ${status}.`);
};
