import { newUuidV7 } from "@cloudpix/domain";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../database.ts";
import { sampleFiles } from "../repositories/sample-records.ts";
import { openCosmos } from "./open-cosmos.ts";
import { type ScriptedCosmos, startScriptedCosmos } from "./scripted-cosmos.ts";

// Hash of one owner, and two physical partitions that share the owner's files between them.
const OWNER = "0A11B22C33D44E55F660718293A4B5C6";
const SPLIT = `${OWNER}80`;

let cosmos: ScriptedCosmos;
let db: Database;

beforeEach(async () => {
  cosmos = await startScriptedCosmos();
  db = await openCosmos({ endpoint: cosmos.endpoint, key: "a2V5", createContainers: false });
});
afterEach(async () => {
  await db.close();
  await cosmos.stop();
});

const planOf = (queryInfo: object) => ({
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: "None",
    groupByExpressions: [],
    groupByAliases: [],
    groupByAliasToAggregateType: {},
    orderBy: [],
    orderByExpressions: [],
    aggregates: [],
    hasSelectValue: false,
    hasNonStreamingOrderBy: false,
    ...queryInfo,
  },
  queryRanges: [{ min: OWNER, max: `${OWNER}FF`, isMinInclusive: true, isMaxInclusive: false }],
});
const ranges = [
  { id: "0", minInclusive: "", maxExclusive: OWNER.slice(0, 2) },
  { id: "1", minInclusive: OWNER.slice(0, 2), maxExclusive: SPLIT },
  { id: "2", minInclusive: SPLIT, maxExclusive: "0F" },
  { id: "3", minInclusive: "0F", maxExclusive: "FF" },
];
/** How the service declines to fan a query out itself. */
const declined = {
  status: 400,
  body: { message: "Cross partition query only supports …", additionalErrorInfo: "{}" },
};

it("a list of files that lie on both sides of a split holds them all, newest first, and asks no other partition", async () => {
  const files = sampleFiles(6).toReversed();
  const { userId } = files[0] ?? { userId: newUuidV7(new Date()) };
  const rows = (parity: number) => ({
    status: 200,
    body: {
      Documents: files
        .filter((_, index) => index % 2 === parity)
        .map((file) => ({
          _rid: file.fileId,
          orderByItems: [{ item: file.fileId }],
          payload: { ...file, id: file.fileId },
        })),
    },
  });
  const rewrittenQuery = "SELECT TOP 6 c._rid FROM c WHERE ({documentdb-formattableorderbyquery-filter})";
  const orderBy = { orderBy: ["Descending"], orderByExpressions: ["c.id"], top: 6, rewrittenQuery };
  cosmos.route({ plan: planOf(orderBy), ranges });
  cosmos.script(declined);
  cosmos.forEver(({ rangeId }) => rows(Number(rangeId) - 1));
  const page = await db.files.list(userId, { statuses: ["active"], sort: "newest", limit: 5 });
  expect(page).toEqual({ files: files.slice(0, 5), next: { key: null, fileId: files[4]?.fileId } });
  expect(new Set(cosmos.seen.slice(1).map((request) => request.rangeId))).toEqual(new Set(["1", "2"]));
});

it("a list by name of files on both sides of a split is merged by name, equal names by id", async () => {
  const named = sampleFiles(6).map((file, index) => ({ ...file, fileName: `${"abb"[index % 3]}.jpg` }));
  const { userId } = named[0] ?? { userId: newUuidV7(new Date()) };
  const files = named.toSorted((a, b) =>
    `${a.fileName} ${a.fileId}` < `${b.fileName} ${b.fileId}` ? -1 : 1,
  );
  const expressions = ["c.userId", "c.foldedName", "c.fileId"];
  const orderBy = {
    orderBy: expressions.map(() => "Ascending"),
    orderByExpressions: expressions,
    top: 6,
    rewrittenQuery: "SELECT TOP 6 c._rid FROM c WHERE ({documentdb-formattableorderbyquery-filter})",
  };
  cosmos.route({ plan: planOf(orderBy), ranges });
  cosmos.script(declined);
  cosmos.forEver(({ rangeId }) => ({
    status: 200,
    body: {
      Documents: files
        .filter((_, index) => index % 2 === Number(rangeId) - 1)
        .map((file) => ({
          _rid: file.fileId,
          orderByItems: [{ item: userId }, { item: file.fileName }, { item: file.fileId }],
          payload: { ...file, id: file.fileId, foldedName: file.fileName },
        })),
    },
  }));
  const page = await db.files.list(userId, { statuses: ["active"], sort: "name", limit: 5 });
  const last = files[4];
  expect(page).toEqual({
    files: files.slice(0, 5),
    next: { key: last?.fileName, fileId: last?.fileId },
  });
});

it("the bytes of files on both sides of a split are summed", async () => {
  const aggregate = {
    aggregates: ["Sum"],
    hasSelectValue: true,
    rewrittenQuery: 'SELECT VALUE [{"item": SUM(c.fileSize)}] FROM c',
  };
  cosmos.route({ plan: planOf(aggregate), ranges });
  cosmos.script(declined);
  cosmos.forEver(({ rangeId }) => ({
    status: 200,
    body: { Documents: [[{ item: rangeId === "1" ? 40 : 2 }]] },
  }));
  expect(await db.files.sumBytes(newUuidV7(new Date()))).toBe(42);
});
