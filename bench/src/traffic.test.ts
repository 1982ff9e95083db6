import { expect, test } from "vitest";
import { createTraffic } from "./traffic.ts";

test("what is asked one after the other is several round trips, what is asked at one time is one", () => {
  const { begin, take } = createTraffic();
  begin("users")();
  const both = [begin("files"), begin("users")];
  for (const end of both) end();
  expect(take()).toEqual({ requests: 3, counts: 0, roundTrips: 2 });
});

test("the counters of the limits are told apart, and every taking begins anew", () => {
  const { begin, take } = createTraffic();
  begin("throttles")();
  expect(take()).toEqual({ requests: 0, counts: 1, roundTrips: 1 });
  expect(take()).toEqual({ requests: 0, counts: 0, roundTrips: 0 });
});
