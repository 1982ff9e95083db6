import { expect, test } from "vitest";
import { GivenInstant, Instant } from "./instant.ts";

test.each([
  ["2027-06-01T12:00:00.000Z", "2027-06-01T12:00:00.000Z"],
  ["2027-06-01T12:00:00Z", "2027-06-01T12:00:00.000Z"],
  ["2027-06-01T12:00:00+00:00", "2027-06-01T12:00:00.000Z"],
  ["2027-06-01T12:00:00-00:00", "2027-06-01T12:00:00.000Z"],
  ["2027-06-01T00:30:00+02:00", "2027-05-31T22:30:00.000Z"],
  ["2027-06-01T12:00:00.5Z", "2027-06-01T12:00:00.500Z"],
  ["2027-06-01T12:00:00.123456+00:00", "2027-06-01T12:00:00.123Z"],
  ["2027-06-01T12:00:00.999999999Z", "2027-06-01T12:00:00.999Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
])("%s is a moment as languages write it, and comes out in our one form", (given, instant) => {
  expect(GivenInstant.parse(given)).toBe(instant);
  expect(Instant.parse(instant)).toBe(instant);
});

test.each([
  "2027-06-01",
  "2027-06-01T12:00Z",
  "2027-06-01T12:00:00",
  "2027-06-01 12:00:00Z",
  "2027-02-29T12:00:00Z",
  "2027-06-01T24:00:00Z",
  "tomorrow",
  "",
  "9999-12-31T23:59:59-01:00",
  "0000-01-01T00:00:00+01:00",
  1_900_000_000_000,
])("%s names no moment, and the refusal shows one", (given) => {
  const { error } = GivenInstant.safeParse(given);
  expect(error?.issues.map(({ message }) => message)).toEqual(["Use a moment such as 2027-06-01T12:00:00Z."]);
});

test("what is remembered and answered has one form only", () => {
  expect(Instant.safeParse("2027-06-01T12:00:00Z").success).toBe(false);
});
