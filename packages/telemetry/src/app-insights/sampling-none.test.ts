import { expect, test } from "vitest";
import { operations, tellSampled } from "../testing/tell-sampled.ts";

// The SDK starts once in a process.

test("where no operation is wanted, events, failures and measures are told, and nothing else", async () => {
  const told = await tellSampled(0);
  expect(told.all("EventData")).toHaveLength(operations);
  expect(told.all("ExceptionData")).toHaveLength(operations);
  expect(told.measured.get("file_size_bytes")).toEqual({ count: operations, sum: operations });
  expect(told.all("RequestData")).toEqual([]);
  expect(told.all("RemoteDependencyData")).toEqual([]);
});
