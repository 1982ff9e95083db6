import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { fileRepositoryContract } from "../repositories/file-repository.contract.ts";
import { runRepositoryContract } from "../repositories/run-repository.contract.ts";
import { shareLinkRepositoryContract } from "../repositories/share-link-repository.contract.ts";
import { throttleRepositoryContract } from "../repositories/throttle-repository.contract.ts";
import { userRepositoryContract } from "../repositories/user-repository.contract.ts";
import { openSqlite } from "./open-sqlite.ts";

const contracts = [
  userRepositoryContract,
  fileRepositoryContract,
  shareLinkRepositoryContract,
  throttleRepositoryContract,
  runRepositoryContract,
];

describe("SQLite in memory", () => {
  for (const contract of contracts) contract(() => openSqlite({ file: ":memory:" }));
});

describe("SQLite in a file", () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });
  const openFile = async () => {
    const folder = await mkdtemp(join(tmpdir(), "cloudpix-db-"));
    folders.push(folder);
    return openSqlite({ file: join(folder, "cloudpix.db") });
  };
  for (const contract of contracts) contract(openFile);
});
