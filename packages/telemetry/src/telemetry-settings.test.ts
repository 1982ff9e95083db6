import { expect, test } from "vitest";
import { telemetrySettings } from "./telemetry-settings.ts";

const asked = { APPLICATIONINSIGHTS_CONNECTION_STRING: "a string" };

test("a connection string asks for all of it, and the environment is handed on as it is", () => {
  const environment = { ...asked, TELEMETRY_SAMPLING: "" };
  const settings = telemetrySettings(environment);
  expect(settings).toMatchObject({ connectionString: "a string", sampling: 1 });
  expect(settings?.environment).toBe(environment);
  expect(telemetrySettings({ ...asked, TELEMETRY_SAMPLING: "0.25" })).toMatchObject({ sampling: 0.25 });
});

test.each([
  ["nothing", {}],
  ["an empty connection string", { APPLICATIONINSIGHTS_CONNECTION_STRING: "" }],
  ["a share that is none", { ...asked, TELEMETRY_SAMPLING: "2" }],
])("%s asks for none", (_, environment) => {
  expect(telemetrySettings(environment)).toBeUndefined();
});
