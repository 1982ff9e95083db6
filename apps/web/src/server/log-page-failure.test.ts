import { openWorld } from "@cloudpix/api/testing";
import { createLog } from "@cloudpix/telemetry";
import { expect, test } from "vitest";
import { runWorld } from "../../test/run-world.ts";
import { logPageFailure } from "./log-page-failure.ts";

test("a failed page is found in the log by its request and by the reference that people are shown", async () => {
  const lines: string[] = [];
  const log = createLog({ process: "test", level: "info" }, { write: (line) => lines.push(line) });
  const world = await openWorld({ log });
  runWorld(world);
  const headers = { "x-request-id": "request-1", cookie: "canary-cookie", "x-path": "/s/canary-link" };
  logPageFailure(Object.assign(new Error("no"), { digest: "1234" }), { headers }, "/s/[linkId]");
  await world.close();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "error",
    requestId: "request-1",
    reference: "1234",
    route: "/s/[linkId]",
    err: { message: "no" },
    msg: "page failed",
  });
  expect(lines[0]).not.toContain("canary");
});
