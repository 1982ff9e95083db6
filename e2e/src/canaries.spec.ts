import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAzurite } from "@cloudpix/tooling/azurite";
import { startFakeIngestion } from "@cloudpix/tooling/ingestion";
import { landscape } from "@cloudpix/tooling/pictures";
import { startStack, workspaceRoot } from "@cloudpix/tooling/stack";
import { createAviary } from "./canaries/aviary.ts";
import { plantAsOwner } from "./canaries/plant-owners.ts";
import { plantAsStranger } from "./canaries/plant-strangers.ts";
import { bearer, createVisitor, json } from "./canaries/visitor.ts";
import { expect, test } from "./stack.ts";

const secretNames = ["AUTH_SECRET", "TOKEN_SECRET", "CURSOR_SECRET", "OPERATOR_TOKEN"];

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

test("what is looked for is found in any case and in any spelling", () => {
  const { plant, foundIn } = createAviary();
  const mark = plant("a control");
  for (const text of [mark, mark.toUpperCase(), `x${mark}y`]) expect(foundIn(text)).toHaveLength(1);
  expect(foundIn(mark.slice(1))).toEqual([]);
});

test("of 200 secrets in all places where people put them, none is in a log, an answer, a page, a bundle or telemetry", async () => {
  test.setTimeout(240_000);
  /** Put there by people and by the operator: nobody is ever told one. */
  const planted = createAviary();
  /** Given out by the system, or part of somebody's own address: told to them, never logged. */
  const issued = createAviary();
  const lines: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), "cloudpix-canaries-"));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));

  const account = { name: "cloudpix", key: randomBytes(64).toString("base64") };
  planted.keep("key of the storage account", account.key);
  const azurite = await startAzurite({ folder: join(folder, "azurite"), account });
  cleanup.defer(() => azurite.stop());
  const ingestion = await startFakeIngestion();
  cleanup.defer(() => ingestion.stop());
  const secrets = Object.fromEntries(
    secretNames.map((name) => [name, [1, 2, 3].map(() => planted.plant(name)).join("")]),
  );
  const stack = await startStack({
    env: {
      ...secrets,
      PORT: "0",
      DATA_DIR: join(folder, "data"),
      LOG_LEVEL: "debug",
      RATE_LIMITS: "off",
      AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      TELEMETRY_SAMPLING: "1",
    },
    onOutput: (_part, line) => lines.push(line),
  });
  cleanup.defer(() => stack.stop());
  const visitor = createVisitor(stack.origin, stack.localOrigin);
  const { ask, heard } = visitor;

  await plantAsStranger(planted, visitor);
  const picture = Uint8Array.from(await landscape({ width: 800, height: 600, seed: 1 }));
  await plantAsOwner(planted, issued, visitor, { origin: stack.origin, picture });
  const operator = await ask("metrics by the operator", "/api/metrics", {
    headers: { via: "1.1 proxy", ...bearer(String(secrets["OPERATOR_TOKEN"])) },
  });
  expect(operator.body).toContain("queueDepth");
  await fetch(`${stack.origin}/${issued.plant("a page's address")}?token=${issued.plant("a page's query")}`);
  await fetch(`${stack.origin}/s/${issued.plant("a link's page")}AA?v=${issued.plant("a visit of it")}`);
  await expect
    .poll(() => lines.filter((line) => line.includes('"job done"')).length)
    .toBeGreaterThanOrEqual(2);

  // What fails inside is where careless logs tell most.
  await azurite.stop();
  const person = json({
    email: `${issued.plant("e-mail in an outage")}@example.com`,
    password: planted.plant("its password"),
  });
  const { body } = await ask("registering in an outage", "/api/auth/register", person);
  const { token } = JSON.parse(body);
  const form = new FormData();
  form.set("file", new File([planted.plant("bytes in an outage")], "a.txt"));
  const failed = await ask("a form in an outage", "/api/files/upload", {
    method: "POST",
    headers: bearer(token),
    body: form,
  });
  expect(failed.status).toBe(503);
  await expect.poll(() => lines.some((line) => line.includes(`"level":"error"`))).toBe(true);

  expect(planted.planted.length).toBeGreaterThanOrEqual(200);
  // Otherwise nothing would have been looked at.
  const ids = heard.flatMap(({ headers }) => headers.get("x-request-id") ?? []);
  expect(ids.length).toBeGreaterThan(80);
  const logged = () => lines.join("\n");
  await expect.poll(() => ids.filter((id) => !logged().includes(id))).toEqual([]);
  expect(heard.some(({ body: told }) => told.includes("plain.txt"))).toBe(true);
  expect(heard.some(({ body: told }) => told.includes("<html"))).toBe(true);

  const inLog = lines.flatMap((line) =>
    [...planted.foundIn(line), ...issued.foundIn(line)].map(({ place }) => ({ place, line })),
  );
  expect(inLog).toEqual([]);
  const inAnswers = heard.flatMap(({ asked, body: told }) =>
    planted.foundIn(told).map(({ place }) => ({ place, asked })),
  );
  expect(inAnswers).toEqual([]);

  // What is still held back is told when the processes end.
  await stack.stop();
  const told = ingestion.envelopes();
  expect(new Set(told.map(({ data }) => data.baseType))).toEqual(
    new Set(["RequestData", "RemoteDependencyData", "EventData", "MetricData", "ExceptionData"]),
  );
  expect(told.length).toBeGreaterThan(ids.length);
  const inTelemetry = [...planted.foundIn(ingestion.sentText()), ...issued.foundIn(ingestion.sentText())];
  expect(inTelemetry.map(({ place }) => place)).toEqual([]);

  const bundles = await filesBelow(join(workspaceRoot, "apps", "web", ".next", "static"));
  expect(bundles.length).toBeGreaterThan(10);
  for (const file of bundles) {
    const told = await readFile(file, "latin1");
    expect({ file, found: [...planted.foundIn(told), ...issued.foundIn(told)] }).toEqual({ file, found: [] });
  }
});
