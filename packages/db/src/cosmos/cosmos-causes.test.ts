import { inspect } from "node:util";
import { isAppError } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../database.ts";
import { fromNow, sampleFile, sampleShareLink } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { type Reply, type ScriptedCosmos, type Step, startScriptedCosmos } from "./scripted-cosmos.ts";

let cosmos: ScriptedCosmos;
let db: Database;
beforeEach(async () => {
  cosmos = await startScriptedCosmos();
  const { endpoint } = cosmos;
  db = await openCosmos({ endpoint, key: "a2V5", createContainers: false, requestTimeoutMs: 500 });
});
afterEach(async () => {
  await db.close();
  await cosmos.stop();
});

const link = sampleShareLink();
const file = sampleFile();
const activity = "746a4599-bf82-4d6b-9b1c-3c6b0b2f1a55";

/** As the service refuses a key: in its words stands what it was asked for. */
const refusing =
  (status: number): Step =>
  ({ method, path }): Reply => ({
    status,
    headers: { "x-ms-activity-id": activity, "x-ms-substatus": "13" },
    body: {
      code: "Unauthorized",
      message: `Server used the following payload to sign: '${method.toLowerCase()}\ndocs\n${decodeURIComponent(path.slice(1))}\nsat, 18 jun 2022 08:34:53 gmt\n\n'`,
    },
  });

const thrownBy = async (work: Promise<unknown>): Promise<Error> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!isAppError(error) || !(error.cause instanceof Error)) throw new Error(`thrown: ${inspect(error)}`);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(link.linkId);
  return error.cause;
};

test.each([401, 403])(
  "of an answer of %d the cause tells operation, status and activity, and no link id",
  async (status) => {
    cosmos.forEver(refusing(status));
    const { message } = await thrownBy(db.shareLinks.get(link.linkId));
    expect(message).toBe(`shareLinks.read: answered ${status} [13] activity ${activity}`);
  },
);

test("a request the service finds wrong is told without its words too", async () => {
  cosmos.forEver(refusing(400));
  const { message } = await thrownBy(db.shareLinks.get(link.linkId));
  expect(message).toContain("shareLinks.read: answered 400");
});

test("what never was answered with JSON is told without the answer", async () => {
  cosmos.forEver({ status: 503, body: `<h1>${link.linkId}</h1>` });
  const { message } = await thrownBy(db.shareLinks.get(link.linkId));
  expect(message).toBe("shareLinks.read: no answer [SyntaxError]");
});

test("of a network that fails the cause keeps the code", async () => {
  await cosmos.stop();
  const cause = await thrownBy(db.shareLinks.get(link.linkId));
  expect(cause).toMatchObject({ code: "ECONNREFUSED" });
  expect(cause.message).toContain("shareLinks.read: no answer [ECONNREFUSED]");
  cosmos = await startScriptedCosmos();
});

test("a count whose answer is lost for good tells what was lost", async () => {
  const found: Reply = { status: 200, body: { ...link, id: link.linkId, _etag: '"7"' } };
  cosmos.script(refusing(503), found);
  const cause = await thrownBy(db.shareLinks.countAccess(link, fromNow(0)));
  expect(cause.message).toContain("shareLinks.patch: answered 503");
});

test("an answer that no operation expects is told with the operation and its status", async () => {
  cosmos.forEver({ status: 412, body: { message: "scripted" } });
  const cause = await thrownBy(db.files.create(file));
  expect(cause.message).toBe('files.create: "refused" was not expected');
});
