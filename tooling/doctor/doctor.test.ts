import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspaceRoot } from "../stack/start-stack.ts";
import { examine } from "./examine.ts";
import { formatFinding } from "./finding.ts";
import {
  judgeChromium,
  judgeDataFolder,
  judgeDiskSpace,
  judgeInstall,
  judgeNode,
  judgePort,
  judgeReachable,
  judgeSqlite,
} from "./judge-machine.ts";
import { judgeSettings } from "./judge-settings.ts";

test.each([
  ["Node 24", judgeNode("24.21.0")],
  ["an install like the lockfile", judgeInstall("a", "a")],
  ["SQLite at the floor", judgeSqlite("3.51.3")],
  ["a newer SQLite with a smaller last number", judgeSqlite("3.52.0")],
  ["SQLite 4", judgeSqlite("4.0.0")],
  ["a free port", judgePort(3000, true, false)],
  ["a port that CloudPix itself holds", judgePort(3000, false, true)],
  ["a folder that can be written", judgeDataFolder("/data", undefined)],
  ["much disk space", judgeDiskSpace(10 * 1024 ** 3)],
  ["a Chromium", judgeChromium("/usr/bin/chromium")],
  ["an account that answers", judgeReachable("storage", "https://a.example", undefined)],
])("%s is fine", (_what, finding) => {
  expect(finding).toMatchObject({ state: "ok" });
  expect(finding).not.toHaveProperty("fix");
});

test.each([
  ["an older Node", judgeNode("20.20.2")],
  ["no install", judgeInstall(undefined, "a")],
  ["an old install", judgeInstall("b", "a")],
  ["an older SQLite", judgeSqlite("3.51.2")],
  ["a much older SQLite with a larger last number", judgeSqlite("3.50.4")],
  ["a taken port", judgePort(3000, false, false)],
  ["a folder that cannot be written", judgeDataFolder("/data", "EACCES")],
  ["a full disk", judgeDiskSpace(1024)],
  ["an account that does not answer", judgeReachable("storage", "https://a.example", "ENOTFOUND")],
])("%s keeps CloudPix from running, and the fix is named", (_what, finding) => {
  expect(finding.state).toBe("missing");
  expect(formatFinding(finding)).toMatch(/^MISSING .*\n +→ \S/);
});

test.each([
  ["no Chromium", judgeChromium(undefined)],
  ["little disk space", judgeDiskSpace(1024 ** 3)],
])("%s is worth a note and no more", (_what, finding) => {
  expect(finding.state).toBe("note");
  expect(finding.fix).toMatch(/\S/);
});

test("no settings at all can be used", () => {
  expect(judgeSettings({}, workspaceRoot).finding).toMatchObject({ state: "ok" });
});

test.each([
  ["the supervisor", { PORT: "70000" }, "PORT"],
  ["the supervisor", { DATABASE: "cosmos" }, "COSMOS_ENDPOINT"],
  ["web", { BCRYPT_ROUNDS: "2" }, "BCRYPT_ROUNDS"],
  ["web", { PUBLIC_ORIGIN: "https://pix.example", RATE_LIMITS: "off" }, "RATE_LIMITS"],
  ["the worker", { CLEANUP_CRON: "now and then" }, "CLEANUP_CRON"],
])("a setting that %s would refuse is named before it starts", (_who, env, name) => {
  const { finding } = judgeSettings(env, workspaceRoot);
  expect(finding.state).toBe("missing");
  expect(finding.sentence).toContain(name);
});

test("an examination of this machine looks at everything and reaches for configured accounts", async () => {
  const dataDir = join(tmpdir(), "not there yet", "data");
  const findings = await examine(
    { PORT: "1", DATA_DIR: dataDir, AZURE_STORAGE_ACCOUNT_URL: "http://127.0.0.1:9" },
    workspaceRoot,
  );
  const what = findings.map((finding) => finding.what);
  expect(what).toEqual([
    "Node",
    "packages",
    "SQLite",
    "settings",
    "port",
    "data folder",
    "disk space",
    "storage",
    "Chromium",
  ]);
  expect(findings.find((finding) => finding.what === "storage")).toMatchObject({ state: "missing" });
});
