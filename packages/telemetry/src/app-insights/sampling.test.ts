import { beforeAll, expect, test } from "vitest";
import { operations, tellSampled } from "../testing/tell-sampled.ts";

// The SDK starts once in a process.

let told: Awaited<ReturnType<typeof tellSampled>>;
beforeAll(async () => {
  told = await tellSampled(0.25);
});

test("of a quarter of the operations requests and dependencies are told, and they say of how many", () => {
  const requests = told.all("RequestData");
  expect(requests.length / 2).toBeGreaterThan(operations * 0.1);
  expect(requests.length / 2).toBeLessThan(operations * 0.4);
  for (const { sampleRate } of [...requests, ...told.all("RemoteDependencyData")])
    expect(sampleRate).toBe(25);
});

test("events, failures and measures are told all the same, each as one", () => {
  expect(told.all("EventData")).toHaveLength(operations);
  expect(told.all("ExceptionData")).toHaveLength(operations);
  expect(told.measured.get("file_size_bytes")).toEqual({ count: operations, sum: operations });
  for (const { sampleRate } of [...told.all("EventData"), ...told.all("ExceptionData")])
    expect(sampleRate).toBe(100);
});

test("web and worker tell of the same operations, with all that belongs to them", () => {
  const requests = told.operationsOf("RequestData", "GET /api/files");
  expect(told.operationsOf("RequestData", "thumbnail")).toEqual(requests);
  expect(told.operationsOf("RemoteDependencyData", "users.read")).toEqual(requests);
  expect(told.operationsOf("RemoteDependencyData", "files.update")).toEqual(requests);
});

test("an event and a failure belong to their operation, whether that is told of or not", () => {
  for (const one of [...told.all("EventData"), ...told.all("ExceptionData")])
    expect(one.tags["ai.operation.id"]).toMatch(/^[0-9a-f]{32}$/);
  const ofEvents = told.operationsOf("EventData", "file_uploaded");
  expect(ofEvents.size).toBe(operations);
  for (const operation of told.operationsOf("RequestData", "GET /api/files"))
    expect(ofEvents).toContain(operation);
});
